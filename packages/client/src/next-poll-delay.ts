/** What {@link nextPollDelayMs} looks at: numbers only, so a queue or a workflow engine can keep it as JSON. */
export interface PollState {
  /** The time now, in milliseconds of any clock that all times of this state share. */
  now: number;
  /**
   * The newest announced estimate in milliseconds, which is taken as how long the present stage lasts, from its start.
   * Without one the polls thin out as time goes by.
   */
  etaMs?: number | undefined;
  /** When a reply first showed this estimate; without an estimate, when the wait began. By default `now`. */
  seenAt?: number | undefined;
  /**
   * When the poll before that one was made: the stage began between the two. For the estimate in the create's reply it
   * is `seenAt`. By default unknown, as after resuming by an id: the stage is then taken to be half over.
   */
  unseenAt?: number | undefined;
  /** The shortest delay in milliseconds, by default 5,000. It wins over the cap. */
  floorMs?: number | undefined;
  /** The longest delay in milliseconds, by default 360,000: no news, nor a failure, is older than six minutes. */
  capMs?: number | undefined;
  /** A random number from 0 to 1: the jitter that shortens the delay by up to a tenth. By default 0.5. */
  random?: number | undefined;
}

/** About how long the stages before the ready model take together. */
const TRAINING_MS = 90 * 60_000;

/**
 * How long to wait before the next status request, in milliseconds. A pure function of its argument.
 *
 * The longest of three delays, within the floor and the cap: most of the time in which the stage is unlikely to end (the
 * first 60 % of its estimate); the estimate times its share of a whole training, for the long stages come early,
 * where a late look costs least; and, once overdue, a twentieth of the excess.
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
