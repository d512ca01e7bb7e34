import type { JsonType, Rule } from "./rule.ts";

/** Completes the sentence "must be …" for a rule, as in `a whole number from 1 to 2000, or null`. */
export function describeRule(rule: Rule): string {
  if (rule.enum) return `one of ${rule.enum.map((value) => JSON.stringify(value)).join(", ")}`;
  if (rule.anyOf) return rule.anyOf.map(describeRule).join(", or ");
  return [rule.type ?? []]
    .flat()
    .map((type) => describeType(type, rule))
    .join(", or ");
}

function describeType(type: JsonType, rule: Rule): string {
  switch (type) {
    case "string":
      return describeString(rule);
    case "integer":
      return `a whole number${describeRange(rule)}`;
    case "number":
      return `a number${describeRange(rule)}`;
    case "array":
      return describeLength("a list", "items", rule.minItems, rule.maxItems);
    case "boolean":
      return "true or false";
    case "null":
      return "null";
    case "object":
      return "an object";
  }
}

function describeString(rule: Rule): string {
  const { pattern, format, "x-digits": digits, "x-patternDescription": description } = rule;
  if (description !== undefined) return description;
  if (digits) return `a whole number${describeRange(digits)}`;
  if (pattern !== undefined) return `a string that matches ${pattern}`;
  if (format === "uri") return "a URL";
  if (rule.minLength === 1 && rule.maxLength === undefined) return "a non-empty string";
  return describeLength("a string", "characters", rule.minLength, rule.maxLength);
}

function describeRange({ minimum, maximum }: Pick<Rule, "minimum" | "maximum">): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `, at least ${minimum}`;
  return maximum === undefined ? "" : `, at most ${maximum}`;
}

function describeLength(
  what: string,
  unit: string,
  least: number | undefined,
  most: number | undefined,
): string {
  if (least !== undefined && most !== undefined) return `${what} of ${least} to ${most} ${unit}`;
  if (least !== undefined) return `${what} of at least ${least} ${least === 1 ? unit.slice(0, -1) : unit}`;
  return most === undefined ? what : `${what} of at most ${most} ${unit}`;
}
