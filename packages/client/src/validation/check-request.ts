import type { Operation } from "../contract/operation.ts";
import { ValidationError } from "../errors.ts";
import type { Problem } from "../errors.ts";
import { requestRules } from "../generated/request-fields.ts";
import { copyJson } from "./copy-json.ts";
import { describeValue } from "./describe-value.ts";
import { matchesRule } from "./matches-rule.ts";
import type { DescribedRule, FieldRule } from "./rule.ts";

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
  const problems: Problem[] = [];
  const copy = copyJson(body, "", problems);
  if (isFields(copy)) problems.push(...checkFields(copy, rulesByOperation[id] ?? {}, problems, redact));
  else if (problems.length === 0)
    problems.push({ message: `The request must be an object (got ${describeValue(body, redact)})` });
  if (isFields(copy) && problems.length === 0) return copy;
  const list = problems.map(({ message }) => `${message}.`).join(" ");
  throw new ValidationError(`The request is invalid, and nothing was sent. ${list}`, { problems });
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Checks each field that JSON can express; the others have a problem already. */
function checkFields(
  fields: Record<string, unknown>,
  rules: Readonly<Record<string, FieldRule>>,
  found: readonly Problem[],
  redact: (text: string) => string,
): Problem[] {
  const isFound = (name: string): boolean =>
    found.some(
      ({ field = "" }) => field === name || field.startsWith(`${name}[`) || field.startsWith(`${name}.`),
    );
  return Object.entries(rules).flatMap(([name, rule]) =>
    isFound(name) ? [] : checkField(fields, name, rule, redact),
  );
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
