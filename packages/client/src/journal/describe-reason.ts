import { describeValue } from "../validation/describe-value.ts";

/** Describes what a promise rejected with, which can be anything. */
export function describeReason(reason: unknown): string {
  return reason instanceof Error ? `${reason.name}: ${reason.message}` : describeValue(reason);
}
