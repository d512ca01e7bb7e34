import { describeValue } from "./describe-value.ts";

/** Longer strings are not quoted in messages. */
const LONGEST_QUOTE = 8;

/** What an option must be: a test, and the words that complete the sentence "must be …". */
export interface OptionRule {
  isValid: (value: unknown) => boolean;
  expected: string;
  /** Whether error messages must not quote the value. */
  isSecret?: boolean;
}

/** The rule of each option that a call accepts. */
export type OptionRules<Options> = { readonly [Name in keyof Options]-?: OptionRule };

/** Milliseconds; `Infinity` means no limit. */
export const duration: OptionRule = {
  isValid: (value) => typeof value === "number" && value >= 0,
  expected: "a number of milliseconds, at least 0",
};
export const count: OptionRule = {
  isValid: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  expected: "a whole number, at least 0",
};
export const positiveCount: OptionRule = {
  isValid: (value) => value === Infinity || (Number.isSafeInteger(value) && Number(value) > 0),
  expected: "a whole number greater than 0",
};
export const rate: OptionRule = {
  isValid: (value) => typeof value === "number" && value > 0,
  expected: "a number greater than 0",
};
export const flag: OptionRule = { isValid: (value) => typeof value === "boolean", expected: "true or false" };
export const text: OptionRule = { isValid: (value) => typeof value === "string", expected: "a string" };
export const secret: OptionRule = { ...text, isSecret: true };
export const callback: OptionRule = {
  isValid: (value) => typeof value === "function",
  expected: "a function",
};
export const object: OptionRule = {
  isValid: (value) => typeof value === "object" && value !== null,
  expected: "an object",
};
export const abortSignal: OptionRule = {
  isValid: (value) => typeof value === "object" && value !== null && "aborted" in value,
  expected: "an AbortSignal",
};

/**
 * Returns a copy of the options of a call, each read once, so that what is checked is what is used. Getters and inherited
 * options count. An option that is `undefined` is absent.
 *
 * @throws TypeError with every option that is wrong.
 */
export function readOptions<Options extends object>(options: Options, rules: OptionRules<Options>): Options {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`The options must be an object (got ${describeOption(options, true)}).`);
  const copy: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, { isValid, expected, isSecret }] of Object.entries<OptionRule>(rules)) {
    const value = (options as Record<string, unknown>)[name];
    if (value === undefined) continue;
    if (isValid(value)) copy[name] = value;
    else problems.push(`${name} must be ${expected} (got ${describeOption(value, isSecret)}).`);
  }
  if (problems.length > 0) throw new TypeError(problems.join(" "));
  return copy as Options;
}

/** Does not quote a string that is long enough to be an API key in the wrong place. */
function describeOption(value: unknown, isSecret = false): string {
  const isQuoted = typeof value !== "string" || value.length <= LONGEST_QUOTE;
  return isQuoted && !isSecret ? describeValue(value) : typeof value;
}
