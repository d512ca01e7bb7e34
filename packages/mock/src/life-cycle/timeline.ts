import { countIssuedNonces, findNoncePlace } from "./nonces.ts";
import type { TrainingKey } from "./training-id.ts";

/** How much trainings were advanced, and when. A training ages by what it was advanced after its create. */
export interface Timeline {
  /** Everything that was advanced, in milliseconds of a training. */
  readonly totalMs: number;
  /** Makes every training that exists older. */
  advance(ms: number, wallMs: number): void;
  /** Returns how much was advanced after the create of a training. */
  advancedSince(training: TrainingKey): number;
}

/** A call of `advance`. */
interface Step {
  /** When it happened by the wall clock. */
  wallMs: number;
  /** How many nonces the process had issued. */
  issued: number;
  /** How much had been advanced before it. */
  beforeMs: number;
}

/** The number of steps that are kept apart. Trainings that began between older ones age as if they had begun before them. */
const KEPT_STEPS = 1_000;
export const LONGEST_ADVANCE_MS = Number.MAX_SAFE_INTEGER;

/** Creates a timeline without steps. */
export function createTimeline(): Timeline {
  const steps: Step[] = [];
  let totalMs = 0;

  return {
    get totalMs() {
      return totalMs;
    },

    advance(ms, wallMs) {
      if (!(ms >= 0 && ms <= LONGEST_ADVANCE_MS))
        throw new RangeError(`ms must be a number from 0 to ${LONGEST_ADVANCE_MS} (got ${ms}).`);
      const issued = countIssuedNonces();
      const last = steps.at(-1);
      if (last?.issued !== issued || last.wallMs !== wallMs)
        steps.push({ wallMs, issued, beforeMs: totalMs });
      if (steps.length > KEPT_STEPS) mergeOldest(steps);
      totalMs += ms;
    },

    advancedSince({ startMs, nonce }) {
      if (steps.length === 0) return 0;
      const place = findNoncePlace(nonce);
      const isAfter = (step: Step): boolean =>
        place === undefined ? step.wallMs >= startMs : step.issued > place;
      const first = steps[findFirst(steps, isAfter)];
      return first ? totalMs - first.beforeMs : 0;
    },
  };
}

function mergeOldest(steps: Step[]): void {
  const [oldest] = steps.splice(0, 1);
  if (oldest && steps[0]) steps[0].beforeMs = oldest.beforeMs;
}

/** Returns the index of the first step that is after something, by bisection: all later steps are after it too. */
function findFirst(steps: readonly Step[], isAfter: (step: Step) => boolean): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const step = steps[middle];
    if (step && isAfter(step)) high = middle;
    else low = middle + 1;
  }
  return low;
}
