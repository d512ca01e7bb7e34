import type { Case } from "./cases.ts";
import { createRandom, drawNormal } from "./random.ts";

/** One training: when each of its stages ends, and when following begins. */
export interface Training {
  endsMs: readonly number[];
  startMs: number;
}

/** What it took to follow one training, and how late the end of each stage was seen. The last stage ends with the ready model. */
export interface Followed {
  requests: number;
  latenessMs: readonly number[];
}

/** Follows one training. */
export type Follow = (training: Training) => Followed;

/** Averages over all trainings of a case. */
export interface Outcome {
  requests: number;
  /** How late the ready model is seen. */
  ready: Lateness;
  /** How late a change of stage is seen, the ready model included. */
  changes: Lateness;
}

export interface Lateness {
  meanMs: number;
  p95Ms: number;
}

/** Draws the trainings of a case: the same ones for the same seed. */
export function drawTrainings({ stages, sigma, isResumed }: Case, count: number, seed: number): Training[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    let endMs = 0;
    const endsMs = stages.map(({ medianMs }) => (endMs += medianMs * Math.exp(sigma * drawNormal(random))));
    return { endsMs, startMs: isResumed ? random() * endMs : 0 };
  });
}

/** Follows each training, and averages. */
export function simulate(trainings: readonly Training[], follow: Follow): Outcome {
  const followed = trainings.map(follow);
  return {
    requests: mean(followed.map(({ requests }) => requests)),
    ready: summarize(followed.flatMap(({ latenessMs }) => latenessMs.slice(-1))),
    changes: summarize(followed.flatMap(({ latenessMs }) => latenessMs)),
  };
}

function summarize(latenessMs: readonly number[]): Lateness {
  const sorted = latenessMs.toSorted((a, b) => a - b);
  return { meanMs: mean(sorted), p95Ms: sorted[Math.floor(0.95 * sorted.length)] ?? 0 };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** Polls at once, then after each delay, until the training is ready. */
export function followByDelays(
  { endsMs, startMs }: Training,
  nextDelayMs: (now: number) => number,
): Followed {
  let now = startMs;
  let requests = 1;
  let stage = countEnded(endsMs, now);
  const latenessMs: number[] = [];
  while (stage < endsMs.length) {
    now += nextDelayMs(now);
    requests++;
    for (; stage < endsMs.length && (endsMs[stage] ?? 0) <= now; stage++)
      latenessMs.push(now - (endsMs[stage] ?? 0));
  }
  return { requests, latenessMs };
}

/** Returns how many stages have ended. */
export function countEnded(endsMs: readonly number[], timeMs: number): number {
  const index = endsMs.findIndex((endMs) => endMs > timeMs);
  return index < 0 ? endsMs.length : index;
}
