import { asList, asObject, asText } from "./contract.ts";
import type { Json, JsonObject } from "./contract.ts";

/** Completes the sentence "must be …" for a schema without references, as in `a whole number from 1 to 2000, or null`. */
export function describeRule(schema: JsonObject): string {
  const values = asList(schema["enum"]);
  if (values.length > 0) return `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`;
  const alternatives = asList(schema["anyOf"]).map((rule) => describeRule(asObject(rule)));
  const types = [schema["type"] ?? []].flat().map((type) => describeType(asText(type), schema));
  return [...types, ...alternatives].join(", or ");
}

function describeType(type: string, schema: JsonObject): string {
  switch (type) {
    case "string":
      return describeString(schema);
    case "integer":
      return `a whole number${describeRange(schema)}`;
    case "number":
      return `a number${describeRange(schema)}`;
    case "array":
      return describeLength("a list", "item", schema["minItems"], schema["maxItems"]);
    case "boolean":
      return "true or false";
    case "object":
      return "an object";
    default:
      return type;
  }
}

function describeString(schema: JsonObject): string {
  const {
    pattern,
    format,
    minLength,
    maxLength,
    "x-digits": digits,
    "x-patternDescription": description,
  } = schema;
  if (typeof description === "string") return description;
  if (digits !== undefined) return `a whole number${describeRange(asObject(digits))}`;
  if (typeof pattern === "string") return `a string that matches ${pattern}`;
  if (format === "uri") return "a URL";
  if (minLength === 1 && maxLength === undefined) return "a non-empty string";
  return describeLength("a string", "character", minLength, maxLength);
}

function describeRange({ minimum, maximum }: JsonObject): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${Number(minimum)} to ${Number(maximum)}`;
  if (minimum !== undefined) return `, at least ${Number(minimum)}`;
  return maximum === undefined ? "" : `, at most ${Number(maximum)}`;
}

function describeLength(what: string, unit: string, least?: Json, most?: Json): string {
  const units = (count: Json): string => `${Number(count)} ${unit}${count === 1 ? "" : "s"}`;
  if (least !== undefined && most !== undefined) return `${what} of ${Number(least)} to ${units(most)}`;
  if (least !== undefined) return `${what} of at least ${units(least)}`;
  return most === undefined ? what : `${what} of at most ${units(most)}`;
}
