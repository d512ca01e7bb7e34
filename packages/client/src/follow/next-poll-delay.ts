/** The input of {@link nextPollDelayMs}: numbers only, so a queue or a workflow engine can store it as JSON. */
export interface PollState {
  /** The current time in milliseconds, on the clock that all times of this state share. */
  now: number;
  /**
   * The newest estimate in milliseconds, taken as the duration of the current stage from its start. Without one, polls
   * become less frequent over time.
   */
  etaMs?: number | undefined;
  /** When a response first contained this estimate; without an estimate, when the wait began. Default: `now`. */
  seenAt?: number | undefined;
  /**
   * When the previous poll was sent: the stage began between the two. For the estimate in the create's response it is
   * `seenAt`. Default: unknown, as after resuming by an id; the stage then counts as half over.
   */
  unseenAt?: number | undefined;
  /** The shortest delay in milliseconds. It takes precedence over the cap. Default: 5,000. */
  floorMs?: number | undefined;
  /** The longest delay in milliseconds. Default: 360,000, so that no change goes unseen for more than six minutes. */
  capMs?: number | undefined;
  /** How many steps remain, from the newest step in the log. Default: unknown. */
  stepsToGo?: number | undefined;
  /** The training's status. Default: unknown. */
  status?: string | undefined;
  /** A random number from 0 to 1: jitter that shortens the delay by up to a tenth. Default: 0.5. */
  random?: number | undefined;
}

/** The approximate duration of all stages before the ready model. */
const TRAINING_MS = 90 * 60_000;

/**
 * Returns the delay before the next status request, in milliseconds. A pure function of its argument.
 *
 * The delay is the longest of three, within the floor and the cap: most of the time in which the stage is unlikely to end
 * (the first 60 % of its estimate); the estimate times its share of a whole training, because the long stages come early,
 * where a late poll costs least; and, once overdue, a twentieth of the excess.
 *
 * @example
 * ```ts
 * nextPollDelayMs({ now: 0, etaMs: 300_000, seenAt: 0, unseenAt: 0, random: 1 }); // 162_000
 * ```
 */
export function nextPollDelayMs(state: PollState): number {
  const { now, etaMs = 0, seenAt = now, unseenAt = seenAt - etaMs } = state;
  const { floorMs = 5_000, capMs = 360_000, random = 0.5 } = state;
  const elapsedMs = now - (seenAt + unseenAt) / 2;
  const delayMs = Math.max(
    0.9 * (0.6 * etaMs - elapsedMs),
    etaMs ** 2 / TRAINING_MS,
    (elapsedMs - etaMs) / 20,
  );
  return Math.max(Math.min(delayMs, capMs) * (0.9 + 0.1 * random), floorMs);
}
