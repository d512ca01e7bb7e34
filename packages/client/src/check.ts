import { ValidationError } from "./errors.ts";
import type { Problem } from "./errors.ts";

/** What a value must match, written as its type and its text; and the same in words. */
export type Rule = [RegExp, string];

/** A value and its rule, by the field's name. */
export type Check = [string, unknown, Rule];

/** @throws ValidationError that lists every value that breaks its rule. */
export function checkAll(checks: Check[], redact: (text: string) => string = String): void {
  const problems = checks.flatMap(([field, value, [pattern, expected]]): Required<Problem>[] => {
    const came = `${typeof value} ${String(value)}`;
    return pattern.test(came)
      ? []
      : [{ field, message: `expected ${expected}, got ${redact(came).slice(0, 99)}` }];
  });
  const list = problems.map(({ field, message }) => `${field}: ${message}.`).join(" ");
  if (list) throw new ValidationError(list, { problems });
}
