import { describeValue } from "./describe-value.ts";

/** Describes what a promise rejected with, which can be anything. Never throws. */
export function describeReason(reason: unknown): string {
  try {
    return reason instanceof Error ? `${reason.name}: ${reason.message}` : describeValue(reason);
  } catch {
    return "an unknown error";
  }
}
