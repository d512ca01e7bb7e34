import { atInterval, byRule, simulate } from "./simulate-polling.ts";
import type { Case, Outcome } from "./simulate-polling.ts";

/** The rule's outcome, and those of the fixed intervals that are as late on average, and in the 95th percentile. */
export function compare(one: Case, trainings: number, seed: number) {
  const at = (intervalMs: number) => simulate(one, trainings, seed, atInterval(intervalMs));
  const ours = simulate(one, trainings, seed, byRule(one.etasMs, seed));
  const sameMeanMs = 2 * ours.meanMs;
  const sameP95Ms = ours.p95Ms / 0.95;
  return { at, ours, sameMeanMs, sameP95Ms, sameMean: at(sameMeanMs), sameP95: at(sameP95Ms) };
}

/** How many times as many requests. */
export function ratio(fixed: Outcome, ours: Outcome): number {
  return fixed.requests / ours.requests;
}
