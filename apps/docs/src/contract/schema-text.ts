import { refName, resolve, type Schema } from "./contract.ts";

const SHOWN_AS_TABLE = new Set(["TrainingStatus", "TrainingType"]);

/** A schema's type in words, such as `array of string (uri)` or `string or null`. */
export function typeText(schema: Schema): string {
  const name = refName(schema);
  if (name !== undefined && SHOWN_AS_TABLE.has(name)) return name;
  const resolved = resolve(schema);
  const choices = resolved.anyOf ?? resolved.oneOf;
  if (choices) return choices.map(typeText).join(" or ");
  if (resolved.const !== undefined) return `\`${resolved.const}\``;
  if (resolved.enum) return resolved.enum.map((value) => `\`${value}\``).join(" or ");
  if (resolved.items) return `array of ${typeText(resolved.items)}`;
  if (resolved.additionalProperties) return `object of ${typeText(resolved.additionalProperties)}`;
  const type = [resolved.type ?? "any"].flat().join(" or ");
  return resolved.format === undefined ? type : `${type} (${resolved.format})`;
}

/** A schema's limits in words, each a sentence. */
export function limitTexts(schema: Schema): string[] {
  const { minLength, minItems, minimum, pattern, example, items } = resolve(schema);
  return [
    minLength === undefined ? "" : `At least ${minLength} character${minLength === 1 ? "" : "s"}.`,
    minItems === undefined ? "" : `At least ${minItems} item${minItems === 1 ? "" : "s"}.`,
    minimum === undefined ? "" : `At least ${minimum}.`,
    pattern === undefined ? "" : `Pattern ${code(pattern)}.`,
    example === undefined || example === "" ? "" : `Example: ${code(example)}`,
    ...(items ? limitTexts(items).map((text) => `Each: ${text}`) : []),
  ].filter((text) => text !== "");
}

/** Text as code inside a table cell. */
function code(text: string): string {
  return `\`${text}\``;
}
