import { refName, resolve, type Schema } from "./contract.ts";

/** A schema's type in words, such as `array of string (uri)` or `string or null`. */
export function typeText(schema: Schema): string {
  const resolved = resolve(schema);
  const name = refName(schema);
  if (name !== undefined && hasValueTable(resolved)) return name;
  const known = resolved["x-knownValues"];
  if (known) return `${typeText(known)} or another string`;
  const choices = resolved.anyOf ?? resolved.oneOf;
  if (choices) return choices.map(typeText).join(" or ");
  const values = resolved.const === undefined ? resolved.enum : [resolved.const];
  if (values) return values.map((value) => code(String(value))).join(" or ");
  return [resolved.type ?? "any"]
    .flat()
    .map((type) => singleTypeText(type, resolved))
    .join(" or ");
}

/** Whether an enumeration is shown as a table of its values. */
export function hasValueTable({ enum: values = [], "x-enumDescriptions": meanings }: Schema): boolean {
  return values.length > 1 && meanings !== undefined;
}

function singleTypeText(type: string, { items, additionalProperties, format }: Schema): string {
  if (type === "array" && items) return `array of ${typeText(items)}`;
  if (type === "object" && additionalProperties) return `object of ${typeText(additionalProperties)}`;
  return type === "string" && format !== undefined ? `string (${format})` : type;
}

/** A schema's limits in words, each a sentence. */
export function limitTexts(schema: Schema): string[] {
  const { minLength, minItems, minimum, example, items, ...resolved } = resolve(schema);
  return [
    minLength === undefined ? "" : `At least ${minLength} character${minLength === 1 ? "" : "s"}.`,
    minItems === undefined ? "" : `At least ${minItems} item${minItems === 1 ? "" : "s"}.`,
    minimum === undefined ? "" : `At least ${minimum}.`,
    digitsText(resolved) ?? patternText(resolved),
    example === undefined || example === "" ? "" : `Example: ${code(example)}`,
    ...(items ? limitTexts(items).map((text) => `Each: ${text}`) : []),
  ].filter((text) => text !== "");
}

/** What a string of digits may be. It replaces the pattern, which accepts the same strings. */
function digitsText({ "x-digits": digits }: Schema): string | undefined {
  if (digits === undefined) return undefined;
  const { minimum, maximum } = digits;
  return [
    "Digits",
    minimum === undefined ? "" : `at least ${minimum}`,
    maximum === undefined ? "" : `at most ${maximum}`,
  ]
    .filter((text) => text !== "")
    .join(", ")
    .concat(".");
}

function patternText({ pattern, "x-patternDescription": description }: Schema): string {
  if (pattern === undefined) return "";
  return description === undefined
    ? `Pattern ${code(pattern)}.`
    : `Must be ${description}: pattern ${code(pattern)}.`;
}

/** Text as code inside a table cell. */
function code(text: string): string {
  return `\`${text}\``;
}
