import type { CallOptions } from "../http/client-options.ts";
import { callOptionRules } from "../http/send.ts";
import type { TrainingUpdate } from "../training-update.ts";
import { callback, count, duration, positiveCount, rate } from "../validation/check-options.ts";
import type { OptionRules } from "../validation/check-options.ts";
import type { PollState } from "./next-poll-delay.ts";

/** Options for following a training. */
export interface FollowOptions extends Omit<CallOptions, "maxRetries"> {
  /** How many consecutive failures are tolerated; the next one ends the following. Default: 5. */
  maxFailures?: number | undefined;
  /** Reports a stall when nothing has changed for this many milliseconds. Default: never. */
  stallMs?: number | undefined;
  /** Returns the delay before each request, in milliseconds. Default: {@link nextPollDelayMs}. */
  pollDelayMs?: ((state: PollState) => number) | undefined;
}

/** Options for following many trainings. */
export interface FollowManyOptions extends FollowOptions {
  /** The maximum number of requests in flight. Default: 8. */
  maxInFlight?: number | undefined;
  /** The maximum number of requests sent per second. Default: 10. */
  maxPerSecond?: number | undefined;
}

/** Options for waiting for a training. */
export interface WaitOptions extends FollowOptions {
  /** Called with every update. The client does not await it; it logs what it throws and continues. */
  onUpdate?: ((update: TrainingUpdate) => unknown) | undefined;
}

const { maxRetries: _, ...limitRules } = callOptionRules;

export const followOptionRules: OptionRules<FollowOptions> = {
  ...limitRules,
  maxFailures: count,
  stallMs: duration,
  pollDelayMs: callback,
};
export const followManyOptionRules: OptionRules<FollowManyOptions> = {
  ...followOptionRules,
  maxInFlight: positiveCount,
  maxPerSecond: rate,
};
