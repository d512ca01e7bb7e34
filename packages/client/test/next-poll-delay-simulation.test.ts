import { describe, expect, test } from "vitest";
import { otherCases, targetCases } from "../bench/polling/cases.ts";
import { compare, findOptima, MINUTE_MS, ratio } from "../bench/polling/compare.ts";
import { byFollowStep } from "../bench/polling/follow-step-poller.ts";
import { atInterval, bySchedules } from "../bench/polling/open-loop-pollers.ts";
import { boundMs, byHazard } from "../bench/polling/optimum.ts";
import { drawTrainings, simulate } from "../bench/polling/simulate.ts";
import { documentedStages } from "../bench/polling/stages.ts";

const TRAININGS = 60;
const SEED = 1;
/** The averages of so few trainings differ by about so much from those of many. */
const SLACK = 1.2;

const allCases = [...targetCases, ...otherCases];
const announcedCases = allCases.filter(({ stages }) => stages.some(({ line }) => line));
const compared = new Map(allCases.map((one) => [one, compare(one, TRAININGS, SEED)]));

function comparisonOf(one: (typeof allCases)[number]) {
  const comparison = compared.get(one);
  if (!comparison) throw new Error("The case was not compared.");
  return comparison;
}

describe("following by nextPollDelayMs", () => {
  test.each(allCases)("is not both more expensive and later than a fixed minute: $name", (one) => {
    const { ours, everyMinute } = comparisonOf(one);
    const isMoreExpensive = ours.requests > everyMinute.requests;
    const isLater = ours.ready.meanMs > everyMinute.ready.meanMs;
    expect(isMoreExpensive && isLater).toBe(false);
  });

  test.each(targetCases)("reaches the target: $name", (one) => {
    const { ours } = comparisonOf(one);
    expect(ours.requests).toBeLessThan(one.target.requests * SLACK);
    expect(ours.ready.meanMs).toBeLessThan(one.target.meanS * 1_000 * SLACK);
  });

  // Where nothing is announced, no rule can save much.
  test.each(announcedCases)("needs fewer requests than a fixed interval: $name", (one) => {
    const { ours, sameMean } = comparisonOf(one);
    expect(ratio(sameMean, ours)).toBeGreaterThan(1.2);
  });

  test.each([
    ["as announced, σ = 0.2", 8, 5],
    ["as announced, σ = 0.4", 4.5, 3],
    ["the worker's log", 3, 3],
    ["the worker's log, σ = 0.4", 3, 3],
    ["step log only, without the create's estimate, σ = 0.2", 3, 3],
    ["step log only, without the create's estimate, σ = 0.4", 3, 3],
    ["resumed by its id at a random moment, σ = 0.2", 3, 3],
    ["resumed by its id at a random moment, σ = 0.4", 3, 3],
    ["estimates count to the ready model, σ = 0.2", 3, 2],
  ])("needs many times fewer requests than a fixed interval: %s", (name, sameMeanBar, sameP95Bar) => {
    const one = allCases.find((other) => other.name === name);
    if (!one) throw new Error("no case");
    const { ours, sameMean, sameP95 } = comparisonOf(one);
    expect(ratio(sameMean, ours)).toBeGreaterThan(sameMeanBar);
    expect(ratio(sameP95, ours)).toBeGreaterThan(sameP95Bar);
  });

  test.each(targetCases)("sees most changes within the longest delay: $name", (one) => {
    expect(comparisonOf(one).ours.changes.p95Ms).toBeLessThan(10 * MINUTE_MS);
  });
});

describe("the optimum for a known distribution", () => {
  test.each(targetCases.slice(0, 3))("is better than the rule, and near the bound: $name", (one) => {
    const comparison = comparisonOf(one);
    const optima = findOptima(one, comparison);
    if (!optima) throw new Error("no optimum");
    const { lastStage } = optima;
    expect(lastStage.ready.meanMs).toBeLessThan(comparison.ours.ready.meanMs);
    expect(lastStage.requests / comparison.ours.requests).toBeCloseTo(1, 0);
    expect(lastStage.ready.meanMs / optima.boundMs).toBeGreaterThan(0.8);
    expect(lastStage.ready.meanMs / optima.boundMs).toBeLessThan(1.2);
  });

  test("is better than any fixed interval with as many requests", () => {
    const duration = { medianMs: 30 * MINUTE_MS, sigma: 0.3 };
    const one = { name: "", stages: [{ ...documentedStages[0], ...duration }], sigma: duration.sigma };
    const trainings = drawTrainings(one as (typeof allCases)[number], 2_000, SEED);
    const optimum = simulate(
      trainings,
      byHazard(duration, 30, ({ startMs }) => startMs),
    );
    const fixed = simulate(trainings, atInterval(MINUTE_MS));
    expect(optimum.requests).toBeLessThan(fixed.requests + 1);
    expect(optimum.ready.meanMs).toBeLessThan(fixed.ready.meanMs / 1.5);
    expect((optimum.ready.meanMs * optimum.requests) / boundMs(duration)).toBeCloseTo(1, 0);
  });
});

describe("the simulation", () => {
  const [one] = targetCases;
  if (!one) throw new Error("no case");

  test("gives the same for the same seed, and something else for another", () => {
    const run = (seed: number) => simulate(drawTrainings(one, 20, seed), byFollowStep(one, seed));
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  test("counts the same requests and lateness for a fixed interval and for a schedule that never varies", () => {
    const trainings = drawTrainings(one, 50, SEED);
    const fixed = simulate(trainings, atInterval(MINUTE_MS));
    const schedule = simulate(trainings, bySchedules([[MINUTE_MS]]));
    expect(schedule.requests).toBe(fixed.requests);
    expect(schedule.ready.meanMs).toBeCloseTo(fixed.ready.meanMs, 3);
    expect(schedule.changes.p95Ms).toBeCloseTo(fixed.changes.p95Ms, 3);
  });
});
