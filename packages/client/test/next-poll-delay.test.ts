import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { followStep, nextPollDelayMs } from "@dreambooth-sandbox/client";
import type { FollowState, PollState } from "@dreambooth-sandbox/client";
import { readUpdate } from "../src/operations/read-update.ts";

const MINUTE_MS = 60_000;
const justSeen = { seenAt: 0, unseenAt: 0 };

describe("nextPollDelayMs", () => {
  test.each([
    ["waits most of the time in which a stage is unlikely to end", { now: 0, etaMs: 5 * MINUTE_MS }, 162_000],
    [
      "counts from midway between the polls around the stage's start",
      { now: 0, etaMs: 5 * MINUTE_MS, unseenAt: -MINUTE_MS },
      135_000,
    ],
    ["is dense when the end is near", { now: 5 * MINUTE_MS, etaMs: 5 * MINUTE_MS }, 16_667],
    ["is sparser near the end of a longer stage", { now: 10 * MINUTE_MS, etaMs: 10 * MINUTE_MS }, 66_667],
    [
      "backs off by a twentieth of what a stage is overdue",
      { now: 25 * MINUTE_MS, etaMs: 5 * MINUTE_MS },
      60_000,
    ],
    ["thins out without an estimate", { now: 10 * MINUTE_MS }, 30_000],
    ["never waits less than five seconds", { now: 0, etaMs: 0 }, 5_000],
    ["never waits longer than six minutes", { now: 0, etaMs: 60 * MINUTE_MS }, 6 * MINUTE_MS],
    [
      "takes a stage of unknown start to be half over",
      { now: 0, etaMs: 5 * MINUTE_MS, unseenAt: undefined },
      27_000,
    ],
    ["obeys another floor", { now: 0, etaMs: 0, floorMs: 30_000 }, 30_000],
    ["obeys another cap", { now: 0, etaMs: 60 * MINUTE_MS, capMs: 1_000 * MINUTE_MS }, 40 * MINUTE_MS],
    [
      "prefers the floor to a lower cap",
      { now: 0, etaMs: MINUTE_MS, floorMs: 20_000, capMs: 10_000 },
      20_000,
    ],
  ] satisfies [string, PollState, number][])("%s", (_, state, expected) => {
    expect(nextPollDelayMs({ ...justSeen, ...state, random: 1 })).toBeCloseTo(expected, 0);
  });

  test("gets denser as the time runs out", () => {
    const delays = [0, 1, 2, 3].map((minutes) =>
      nextPollDelayMs({ ...justSeen, now: minutes * MINUTE_MS, etaMs: 5 * MINUTE_MS }),
    );
    expect(delays).toEqual(delays.toSorted((a, b) => b - a));
  });

  test("spreads polls by a tenth", () => {
    const state = { ...justSeen, now: 0, etaMs: 5 * MINUTE_MS };
    expect(nextPollDelayMs({ ...state, random: 0 })).toBeCloseTo(
      0.9 * nextPollDelayMs({ ...state, random: 1 }),
    );
  });

  test("gives the same delay for a state that went through JSON", () => {
    const state = { now: 90_000, etaMs: 600_000, seenAt: 60_000, unseenAt: 30_000, random: 0.25 };
    expect(nextPollDelayMs(JSON.parse(JSON.stringify(state)))).toBe(nextPollDelayMs(state));
  });

  test("stays within floor and cap for any state", () => {
    const time = fc.integer({ min: -1e13, max: 1e13 });
    const optionalTime = fc.option(time, { nil: undefined });
    const state = fc.record({
      now: time,
      etaMs: fc.option(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), { nil: undefined }),
      seenAt: optionalTime,
      unseenAt: optionalTime,
      random: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(state, (anyState) => {
        const delayMs = nextPollDelayMs(anyState);
        expect(delayMs).toBeGreaterThanOrEqual(5_000);
        expect(delayMs).toBeLessThanOrEqual(360_000);
      }),
    );
  });
});

test("following thins out where the service announces no estimate", () => {
  const update = readUpdate("F5jvdzGnYi", { status: "success", messege: "training_started" });
  if (!update) throw new Error("no status");
  let state: FollowState | undefined;
  const delays = [0, 10, 30].map((minutes) => {
    const step = followStep(state, { at: minutes * MINUTE_MS, update }, { random: 1 });
    state = step.state;
    return step.nextPollDelayMs;
  });
  expect(delays).toEqual([5_000, 30_000, 90_000]);
});
