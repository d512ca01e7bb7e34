import type { Case } from "./cases.ts";
import { byFollowStep } from "./follow-step-poller.ts";
import { atInterval } from "./open-loop-pollers.ts";
import { boundMs, byHazard, sum } from "./optimum.ts";
import { drawTrainings, simulate } from "./simulate.ts";
import type { Outcome, Training } from "./simulate.ts";

export const MINUTE_MS = 60_000;

/** What the client and each fixed interval achieved with the same trainings. */
export interface Comparison {
  trainings: readonly Training[];
  ours: Outcome;
  everyMinute: Outcome;
  /** The fixed intervals that see the ready model as late, on average and in the 95th percentile. */
  sameMean: Outcome;
  sameP95: Outcome;
}

export function compare(one: Case, count: number, seed: number): Comparison {
  const trainings = drawTrainings(one, count, seed);
  const every = (intervalMs: number) => simulate(trainings, atInterval(intervalMs));
  const ours = simulate(trainings, byFollowStep(one, seed));
  return {
    trainings,
    ours,
    everyMinute: every(MINUTE_MS),
    sameMean: every(2 * ours.ready.meanMs),
    sameP95: every(ours.ready.p95Ms / 0.95),
  };
}

/** The optima with as many requests as ours: for who knows the distribution of the whole, and of the last stage. */
export interface Optima {
  whole: Outcome;
  lastStage: Outcome;
  /** The smallest mean lateness that is possible with the distribution of the last stage, by the bound. */
  boundMs: number;
}

/** Returns nothing for a training that is followed from a random moment: its distribution is another one. */
export function findOptima(one: Case, { trainings, ours }: Comparison): Optima | undefined {
  const durations = one.stages.map(({ medianMs }) => ({ medianMs, sigma: one.sigma }));
  const last = durations.at(-1);
  if (!last || one.isResumed) return undefined;
  const startOfLast = ({ endsMs }: Training) => endsMs.at(-2) ?? 0;
  return {
    whole: simulate(
      trainings,
      byHazard(sum(durations), ours.requests, ({ startMs }) => startMs),
    ),
    lastStage: simulate(trainings, byHazard(last, ours.requests, startOfLast)),
    boundMs: boundMs(last) / ours.requests,
  };
}

/** How many times as many requests. */
export function ratio(other: Outcome, ours: Outcome): number {
  return other.requests / ours.requests;
}
