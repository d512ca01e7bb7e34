import { placeStage } from "./stage-place.ts";
import type { StagePlace } from "./stage-place.ts";

/** The input of {@link nextPollDelayMs}: plain data, so a queue or a workflow engine can store it as JSON. */
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
  /** The longest delay in milliseconds. Default: 600,000, so that no change goes unseen for more than ten minutes. */
  capMs?: number | undefined;
  /** How many steps remain, from the newest step in the log. Default: unknown. */
  stepsToGo?: number | undefined;
  /** The training's status, in the contract's spelling. Default: unknown. */
  status?: string | undefined;
  /**
   * The duration of earlier stages divided by what was announced for them: 2 if they took twice as long, from 1/8 to 8.
   * Default: 1.
   */
  pace?: number | undefined;
  /** A random number from 0 to 1: jitter that shortens the delay by up to a tenth. Default: 0.5. */
  random?: number | undefined;
}

/** The approximate duration of all stages before the ready model. */
const TRAINING_MS = 90 * 60_000;
/** The shortest duration that a stage is expected to have, so that an estimate of 0 is not overdue at once. */
const SHORTEST_STAGE_MS = 5_000;
/** The shortest step before the last stage, where a late poll costs little. */
const EARLY_STEP_MS = 60_000;

/**
 * Returns the delay before the next status request, in milliseconds. A pure function of its argument.
 *
 * A stage is expected to last `etaMs × √pace`: the root, because one stage predicts the next only in part. The delay is
 * a step plus a wait.
 * - The wait before the expected end is a share of `left² ÷ expected`, because an end becomes likely only near that time. The
 *   share is 0.3 in the last stage, and 0.45 before it. After the expected end, the wait is a thirtieth of the excess.
 * - The step is the delay at the expected end. For a known distribution, intervals of c/√hazard are optimal. The hazard is
 *   proportional to 1/expected, so the step in the last stage is `√(expected × ⅓ s)`: 10 s for five minutes. Earlier
 *   stages need only be noticed. Their step is 0.4 of the expected duration, a sixth where the ready model may
 *   come next, and at least a minute. If neither the status nor the steps to go show where the stage stands, the fraction is
 *   `expected ÷ 90 min`, because the long stages come early.
 *
 * Without an estimate, the delay is half of the elapsed time, up to 15 s in the last stage, two minutes before it, and one
 * minute where the stage is unknown. After 90 minutes, these limits grow with the elapsed time.
 *
 * @example
 * ```ts
 * nextPollDelayMs({ now: 0, etaMs: 300_000, seenAt: 0, unseenAt: 0, status: "deploying_model", random: 1 }); // 100_000
 * ```
 */
export function nextPollDelayMs(state: PollState): number {
  const { etaMs, floorMs = 5_000, capMs = 600_000, random = 0.5 } = state;
  const place = placeStage(state.status, state.stepsToGo);
  const delayMs = etaMs === undefined ? delayBlindly(state, place) : delayByEstimate(state, etaMs, place);
  return Math.max(Math.min(delayMs, capMs) * (0.9 + 0.1 * random), floorMs);
}

function delayBlindly({ now, seenAt = now }: PollState, place: StagePlace): number {
  const elapsedMs = now - seenAt;
  const stepMs = place === "last" ? 15_000 : place ? 120_000 : 60_000;
  return Math.min(elapsedMs / 2, stepMs * Math.max(1, elapsedMs / TRAINING_MS));
}

function delayByEstimate(state: PollState, etaMs: number, place: StagePlace): number {
  const { now, seenAt = now, unseenAt = seenAt - etaMs, pace = 1 } = state;
  const expectedMs = Math.max(etaMs * Math.sqrt(pace), SHORTEST_STAGE_MS);
  const leftMs = (seenAt + unseenAt) / 2 + expectedMs - now;
  const share = place === "last" ? 0.3 : 0.45;
  const waitMs = leftMs > 0 ? (share * leftMs ** 2) / expectedMs : -leftMs / 30;
  return chooseStepMs(expectedMs, place) + waitMs;
}

function chooseStepMs(expectedMs: number, place: StagePlace): number {
  if (place === "last") return Math.sqrt((expectedMs * 1_000) / 3);
  if (place === undefined) return expectedMs ** 2 / TRAINING_MS;
  return Math.max(expectedMs * (place === "early" ? 0.4 : 1 / 6), EARLY_STEP_MS);
}
