import { describeValue } from "../validation/describe-value.ts";

const LONGEST_ID = 256;

/** @throws TypeError for an intent id of the wrong type or length. */
export function checkIntentId(
  intentId: unknown,
  redact: (text: string) => string,
): asserts intentId is string {
  if (typeof intentId === "string" && intentId !== "" && intentId.length <= LONGEST_ID) return;
  throw new TypeError(
    `intentId must be a string of 1 to ${LONGEST_ID} characters (got ${describeValue(intentId, redact)}).`,
  );
}
