import { describe, expect, test } from "vitest";
import { mainCases, otherCases } from "../bench/cases.ts";
import { compare, ratio } from "../bench/compare.ts";
import { atInterval, byRule, simulate } from "../bench/simulate-polling.ts";

const TRAININGS = 2_000;
const SEED = 1;

describe("following by nextPollDelayMs", () => {
  test.each(mainCases)("saves requests where $name", (one) => {
    const { ours, sameMean, sameP95 } = compare(one, TRAININGS, SEED);
    expect(ratio(sameMean, ours)).toBeGreaterThan(one.sameMean);
    expect(ratio(sameP95, ours)).toBeGreaterThan(one.sameP95);
  });

  test.each(mainCases.slice(0, 2))("sees the ready model within 10 seconds on average where $name", (one) => {
    expect(compare(one, TRAININGS, SEED).ours.meanMs).toBeLessThan(10_000);
  });

  test.each(otherCases)("saves requests in other uses: $name", (one) => {
    const { ours, sameMean, sameP95 } = compare(one, TRAININGS, SEED);
    expect(ratio(sameMean, ours)).toBeGreaterThan(3);
    expect(ratio(sameP95, ours)).toBeGreaterThan(3);
  });
});

describe("the simulation", () => {
  const [one] = mainCases;
  if (!one) throw new Error("no case");

  test("gives the same for the same seed, and something else for another", () => {
    const run = (seed: number) => simulate(one, 50, seed, byRule(one.etasMs, seed));
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  test("counts the same requests and latencies for a fixed interval and for a rule that never varies", () => {
    const fixed = simulate(one, 50, SEED, atInterval(60_000));
    const rule = simulate(
      one,
      50,
      SEED,
      byRule(one.etasMs, SEED, () => 60_000),
    );
    for (const [name, value] of Object.entries(fixed))
      expect(rule).toHaveProperty(name, expect.closeTo(value, 3));
  });

  test("announces what the contract's examples announce", () => {
    expect(one.etasMs.map((etaMs) => etaMs / 60_000)).toEqual([25, 30, 15, 10, 5]);
  });
});
