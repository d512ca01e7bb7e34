import type { Schema } from "./contract.ts";

/** How a message refers to a type, if the schema has nothing more precise. */
const TYPES: Readonly<Record<string, string>> = {
  string: "string",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  array: "list",
  object: "object",
};

/** Returns what a message about a wrong value must contain, so that its reader can correct the value. */
export function describeExpectation(schema: Schema): string[] {
  const {
    "x-patternDescription": description,
    "x-digits": digits,
    enum: values,
    anyOf,
    type,
    format,
  } = schema;
  const types = [type].flat();
  const alternatives = ((anyOf ?? []) as Schema[]).flatMap(describeExpectation);
  const ofNull = types.includes("null") ? ["null"] : [];
  if (values !== undefined) return (values as unknown[]).map((value) => JSON.stringify(value));
  if (typeof description === "string") return [description, ...ofNull];
  if (digits !== undefined)
    return [...Object.values(digits as object).map(String), "whole number", ...ofNull];
  if (format === "uri") return ["URL", ...ofNull];
  const bounds = ["minItems", "maxItems", "minLength", "maxLength", "minimum", "maximum"].map(
    (name) => schema[name],
  );
  const words = types.map((type) => TYPES[String(type)] ?? "null");
  return [...alternatives, ...words, ...bounds.filter((bound) => bound !== undefined).map(String)];
}
