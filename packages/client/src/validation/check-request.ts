import type { Operation } from "../contract/operation.ts";
import { ValidationError } from "../errors.ts";
import { requestRules } from "../generated/request-fields.ts";
import { checkBody } from "./check-body.ts";
import type { FieldRule } from "./rule.ts";

const rulesByOperation: Readonly<Record<string, Readonly<Record<string, FieldRule>>>> = requestRules;

/**
 * Checks the body of a request against the contract, and returns it as it is sent: plain JSON values, with numbers as
 * digits where the contract wants those.
 *
 * @throws ValidationError with every problem.
 */
export function checkRequest(
  { id }: Operation,
  body: unknown,
  redact: (text: string) => string,
): Record<string, unknown> {
  const { fields, problems } = checkBody(body, rulesByOperation[id] ?? {}, redact);
  if (problems.length === 0) return fields;
  const list = problems.map(({ message }) => `${message}.`).join(" ");
  throw new ValidationError(`The request is invalid, and nothing was sent. ${list}`, { problems });
}
