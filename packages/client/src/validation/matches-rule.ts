import type { JsonType, Rule } from "./rule.ts";

type Check<Keyword extends keyof Rule> = (value: unknown, expected: NonNullable<Rule[Keyword]>) => boolean;

/**
 * Whether a value satisfies each keyword. As in JSON Schema, a keyword ignores values of types that it is not about. The
 * items of a list are not checked here: each has a problem of its own.
 */
const checks: { readonly [Keyword in keyof Rule]-?: Check<Keyword> } = {
  type: (value, types) => [types].flat().some((type) => isOfType(value, type)),
  enum: (value, values) => values.some((allowed) => allowed === value),
  minLength: (value, length) => typeof value !== "string" || Array.from(value).length >= length,
  maxLength: (value, length) => typeof value !== "string" || Array.from(value).length <= length,
  pattern: (value, pattern) => typeof value !== "string" || new RegExp(pattern, "u").test(value),
  format: (value, format) => typeof value !== "string" || format !== "uri" || URL.canParse(value),
  minimum: (value, minimum) => typeof value !== "number" || value >= minimum,
  maximum: (value, maximum) => typeof value !== "number" || value <= maximum,
  minItems: (value, count) => !Array.isArray(value) || value.length >= count,
  maxItems: (value, count) => !Array.isArray(value) || value.length <= count,
  anyOf: (value, rules) => rules.some((rule) => matchesRule(value, rule)),
  items: () => true,
  "x-digits": (value, { minimum = 0, maximum = Infinity }) =>
    typeof value !== "string" ||
    (/^\d+$/.test(value) && Number(value) >= minimum && Number(value) <= maximum),
};

/** The keywords that {@link matchesRule} knows. */
export const ruleKeywords = Object.keys(checks) as (keyof Rule)[];

/** Returns whether a JSON value satisfies every keyword of a rule. */
export function matchesRule(value: unknown, rule: Rule): boolean {
  return ruleKeywords.every((keyword) => {
    const check = checks[keyword] as (value: unknown, expected: unknown) => boolean;
    return rule[keyword] === undefined || check(value, rule[keyword]);
  });
}

function isOfType(value: unknown, type: JsonType): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "null" || value === null) return value === null && type === "null";
  return typeof value === type && !Array.isArray(value);
}
