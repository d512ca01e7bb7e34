import { monotonicNow, runWithin } from "../clock.ts";
import type { Clock } from "../clock.ts";
import type { CallOptions } from "../http/client-options.ts";
import type { Transport } from "../http/transport.ts";

/** The options of a call whose deadline has begun. */
export interface CallLimits extends Omit<CallOptions, "deadlineMs"> {
  /** On the monotonic clock. */
  deadlineAt: number;
}

export function startLimits(clock: Clock, { deadlineMs = Infinity, ...options }: CallOptions): CallLimits {
  return { ...options, deadlineAt: monotonicNow(clock) + deadlineMs };
}

/** Returns how much time is left until the deadline. */
export function findLeftMs(clock: Clock, { deadlineAt }: CallLimits): number {
  return Math.max(0, deadlineAt - monotonicNow(clock));
}

/** Returns what a promise resolves with. Rejects with the signal's reason when it aborts, and with `expire()` at the deadline. */
export function awaitWithin<T>(
  { clock }: Transport,
  limits: CallLimits,
  expire: () => unknown,
  promise: Promise<T>,
): Promise<T> {
  return runWithin(clock, findLeftMs(clock, limits), limits.signal, expire, () => promise);
}
