/** What {@link nextPollDelayMs} looks at: numbers only, so a queue or a workflow engine can keep it as JSON. */
export interface PollState {
  /** The time now, in milliseconds of any clock that all times of this state share. */
  now: number;
  /**
   * The newest announced estimate: how long, in milliseconds, the present stage lasts from its start.
   * Without one, polls thin out as time goes by.
   */
  etaMs?: number | undefined;
  /** When a poll (or the create's reply) first showed this estimate; by default `now`. */
  seenAt?: number | undefined;
  /**
   * When the poll before that one was made, which did not show this estimate yet: the stage began between the two.
   * For the estimate of the create's reply it is `seenAt`. By default unknown, as after resuming by an id:
   * the stage is then taken to be half over.
   */
  unseenAt?: number | undefined;
  /** The shortest delay in milliseconds, by default 5,000. */
  floorMs?: number | undefined;
  /** The longest delay in milliseconds, by default 900,000 (15 minutes). It wins over the floor. */
  capMs?: number | undefined;
  /** A random number from 0 to 1, which spreads the delay by ±10 %; by default `Math.random()`. */
  random?: number | undefined;
}

/**
 * How long to wait before the next status request, in milliseconds.
 *
 * Half of the time that is left, so polls are sparse at first and denser as it runs out; once overdue, a growing
 * share of the delay so far. Always at least a fraction of the estimate, for its error grows with it.
 *
 * @example
 * ```ts
 * nextPollDelayMs({ now: 0, etaMs: 1_800_000, seenAt: 0, unseenAt: 0, random: 0.5 }); // 900_000, half of 30 minutes
 * ```
 */
export function nextPollDelayMs(state: PollState): number {
  const { now, etaMs = 0, seenAt = now, unseenAt = seenAt - etaMs, random = Math.random() } = state;
  const startedAt = (seenAt + unseenAt) / 2;
  const leftMs = startedAt + etaMs - now;
  const delayMs = Math.max(leftMs / 2, -leftMs / 4, etaMs / 16) * (0.9 + random / 5);
  return Math.min(Math.max(delayMs, state.floorMs ?? 5_000), state.capMs ?? 900_000);
}
