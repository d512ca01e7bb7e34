import type { DescribedRule, JsonType, Rule } from "@dreambooth-sandbox/client/contract";
import { isList, isNullable, listTypes, NULL_WORD } from "./rule-types.ts";

/** What the help of an option calls its value, by the value's type. */
const placeholders: Readonly<Record<JsonType, string>> = {
  string: "text",
  number: "number",
  integer: "number",
  boolean: "true|false",
  object: "json",
  array: "json",
  null: NULL_WORD,
};

/** Returns the placeholder for a field's value: `<number>`, or `<url...>` for a list. */
export function formatPlaceholder(rule: Rule): string {
  return isList(rule) ? `<${choosePlaceholder(rule.items ?? {})}...>` : `<${choosePlaceholder(rule)}>`;
}

function choosePlaceholder(rule: Rule): string {
  if (rule.enum) return "value";
  if (rule["x-digits"]) return "number";
  if (rule.format === "uri") return "url";
  return placeholders[listTypes(rule).find((type) => type !== "null") ?? "string"];
}

/** Completes the sentence "must be …" in the words of the command line, as in `one of men, women, none`. */
export function describeExpected({ expected, enum: values }: DescribedRule): string {
  return values ? `one of ${values.map((value) => value ?? NULL_WORD).join(", ")}` : expected;
}

/** Returns sentences about the values that a field accepts on the command line. */
export function describeValues(rule: DescribedRule): string[] {
  const sentences = [`Must be ${describeExpected(rule)}.`];
  if (rule.items) sentences.push(`Each item must be ${describeExpected(rule.items)}.`);
  if (isNullable(rule)) sentences.push(`Write \`${NULL_WORD}\` for null.`);
  return sentences;
}
