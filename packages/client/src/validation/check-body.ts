import type { Problem } from "../errors.ts";
import { copyFields } from "./copy-json.ts";
import { describeRule } from "./describe-rule.ts";
import { describeValue, isPlainObject } from "./describe-value.ts";
import { matchesRule } from "./matches-rule.ts";
import type { FieldRule, Rule } from "./rule.ts";

/** A request body that is ready to be sent, or every problem that prevents it. */
export interface CheckedBody {
  fields: Record<string, unknown>;
  problems: Problem[];
}

/**
 * Checks a request body against the contract's rules. Fields that the contract does not list are kept. `redact` removes
 * the API key from values that a problem quotes.
 */
export function checkBody(
  body: unknown,
  rules: Readonly<Record<string, FieldRule>>,
  redact: (text: string) => string,
): CheckedBody {
  if (typeof body !== "object" || body === null || Array.isArray(body) || !isPlainObject(body))
    return {
      fields: {},
      problems: [{ message: `The request must be a plain object (got ${describeValue(body, redact)})` }],
    };
  const problems: Problem[] = [];
  const fields = copyFields(body, problems);
  const reported = new Set(problems.map(({ field = "" }) => topLevelName(field)));
  for (const [name, { required, rule }] of Object.entries(rules)) {
    if (reported.has(name)) continue;
    const value = toWire(fields[name], rule);
    if (value !== undefined) {
      fields[name] = value;
      problems.push(...findProblems(name, value, rule, redact));
    } else if (required) {
      problems.push({
        field: name,
        message: `${name} is required and must be ${describeRule(rule)} (got nothing)`,
      });
    }
  }
  return { fields, problems };
}

/** Numbers are sent as digits where the contract wants those. */
function toWire(value: unknown, rule: Rule): unknown {
  return rule["x-digits"] && typeof value === "number" ? String(value) : value;
}

function topLevelName(field: string): string {
  return field.split(/[.[]/, 1)[0] ?? field;
}

/** Lists the items of a list that break their rule one by one; any other value has one problem at most. */
function findProblems(
  field: string,
  value: unknown,
  rule: Rule,
  redact: (text: string) => string,
): Problem[] {
  const { items, ...own } = rule;
  if (!matchesRule(value, own))
    return [
      { field, message: `${field} must be ${describeRule(rule)} (got ${describeValue(value, redact)})` },
    ];
  if (!items || !Array.isArray(value)) return [];
  return value.flatMap((item, index) => findProblems(`${field}[${index}]`, item, items, redact));
}
