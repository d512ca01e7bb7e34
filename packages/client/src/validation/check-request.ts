import type { Operation } from "../contract/operation.ts";
import { ValidationError } from "../errors.ts";
import type { Problem } from "../errors.ts";
import { requestRules } from "../generated/request-fields.ts";
import { copyFields, isPlainObject } from "./copy-json.ts";
import { describeValue } from "./describe-value.ts";
import { matchesRule } from "./matches-rule.ts";
import type { DescribedRule, FieldRule } from "./rule.ts";

/** How many problems the message of an error lists. Its `problems` has all. */
const MOST_LISTED = 20;

const rulesByOperation: Readonly<Record<string, Readonly<Record<string, FieldRule>>>> = requestRules;

/**
 * Checks the body of a request against the contract, and returns it as it is sent: plain JSON values, with numbers as
 * digits where the contract wants those. Fields that the contract does not list are kept.
 *
 * @throws ValidationError with every problem.
 */
export function checkRequest(
  { id }: Operation,
  body: unknown,
  redact: (text: string) => string,
): Record<string, unknown> {
  if (!isPlainObject(body))
    throw toError([{ message: `The request must be an object (got ${describeValue(body, redact)})` }]);
  const problems: Problem[] = [];
  const fields = copyFields(body, "", problems);
  // A part that JSON cannot express is absent from the copy, and has its problem already.
  const found = new Set(problems.map(({ field }) => field));
  for (const [name, fieldRule] of Object.entries(rulesByOperation[id] ?? {})) {
    for (const problem of checkField(fields, name, fieldRule, redact))
      if (!found.has(problem.field)) problems.push(problem);
  }
  if (problems.length > 0) throw toError(problems);
  return fields;
}

function toError(problems: Problem[]): ValidationError {
  const list = problems
    .slice(0, MOST_LISTED)
    .map(({ message }) => `${message}.`)
    .join(" ");
  return new ValidationError(`The request is invalid, and nothing was sent. ${list}`, { problems });
}

function checkField(
  fields: Record<string, unknown>,
  name: string,
  { required, rule }: FieldRule,
  redact: (text: string) => string,
): Problem[] {
  const value = fields[name];
  if (value === undefined && !required) return [];
  if (typeof value === "number" && rule["x-digits"]) fields[name] = String(value);
  return findProblems(name, fields[name], rule, redact);
}

/** Lists the items of a list that break their rule one by one; any other value has at most one problem. */
function findProblems(
  field: string,
  value: unknown,
  rule: DescribedRule,
  redact: (text: string) => string,
): Problem[] {
  const { items, expected } = rule;
  if (!matchesRule(value, rule))
    return [{ field, message: `${field} must be ${expected} (got ${describeValue(value, redact)})` }];
  if (!items || !Array.isArray(value)) return [];
  return value.flatMap((item, index) => findProblems(`${field}[${index}]`, item, items, redact));
}
