import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { followStep, nextPollDelayMs } from "@dreambooth-sandbox/client";
import type { FollowState, PollState } from "@dreambooth-sandbox/client";
import { trainingStatusPhases, trainingStatusValues } from "../src/generated/statuses.ts";
import { readUpdate } from "../src/operations/read-update.ts";

const MINUTE_MS = 60_000;
const listedStatuses: readonly string[] = trainingStatusValues;
const runningStatuses: readonly string[] = trainingStatusValues.filter(
  (status) => trainingStatusPhases[status] === "running",
);
const justSeen = { seenAt: 0, unseenAt: 0 };

const last = { status: "deploying_model" };
const early = { status: "training_success" };
const training = { status: "training_started" };

describe("nextPollDelayMs", () => {
  test.each([
    [
      "waits most of the time in which the last stage is unlikely to end",
      { now: 0, ...last, etaMs: 5 * MINUTE_MS },
      100_000,
    ],
    [
      "counts from midway between the polls around the stage's start",
      { now: 0, ...last, etaMs: 5 * MINUTE_MS, unseenAt: -2 * MINUTE_MS },
      0.3 * (4 / 5) * 4 * MINUTE_MS + 10_000,
    ],
    [
      "is dense when the end of the last stage is near",
      { now: 5 * MINUTE_MS, ...last, etaMs: 5 * MINUTE_MS },
      10_000,
    ],
    [
      "is twice as sparse for four times the estimate",
      { now: 20 * MINUTE_MS, ...last, etaMs: 20 * MINUTE_MS },
      20_000,
    ],
    [
      "is sparse in stages that others follow",
      { now: 10 * MINUTE_MS, ...early, etaMs: 10 * MINUTE_MS },
      4 * MINUTE_MS,
    ],
    [
      "is denser where the ready model may come next",
      { now: 30 * MINUTE_MS, ...training, etaMs: 30 * MINUTE_MS },
      5 * MINUTE_MS,
    ],
    ["polls short early stages once a minute", { now: MINUTE_MS, ...early, etaMs: MINUTE_MS }, MINUTE_MS],
    [
      "recognizes the last stage by its steps to go",
      { now: 5 * MINUTE_MS, stepsToGo: 1, etaMs: 5 * MINUTE_MS },
      10_000,
    ],
    [
      "recognizes the last stage by its steps to go where the status lags behind",
      { now: 5 * MINUTE_MS, ...training, stepsToGo: 1, etaMs: 5 * MINUTE_MS },
      10_000,
    ],
    [
      "is sparser near the end of a longer stage of unknown place",
      { now: 10 * MINUTE_MS, etaMs: 10 * MINUTE_MS },
      66_667,
    ],
    [
      "takes a status that is not listed as unknown",
      { now: 10 * MINUTE_MS, status: "constructor", etaMs: 10 * MINUTE_MS },
      66_667,
    ],
    [
      "expects a stage to last its estimate times the root of the pace",
      { now: 10 * MINUTE_MS, ...last, etaMs: 5 * MINUTE_MS, pace: 4 },
      Math.sqrt(200_000_000),
    ],
    [
      "backs off by a thirtieth of what a stage is overdue",
      { now: 20 * MINUTE_MS, ...last, etaMs: 5 * MINUTE_MS },
      40_000,
    ],
    ["never waits less than five seconds", { now: 0, ...last, etaMs: 0 }, 5_000],
    ["never waits longer than ten minutes", { now: 0, ...early, etaMs: 60 * MINUTE_MS }, 10 * MINUTE_MS],
    [
      "takes a stage of unknown start to be half over",
      { now: 0, ...last, etaMs: 5 * MINUTE_MS, unseenAt: undefined },
      (0.3 / 4) * 5 * MINUTE_MS + 10_000,
    ],
    ["thins out without an estimate", { now: 80_000 }, 40_000],
    ["polls once a minute without anything to go by", { now: 60 * MINUTE_MS }, MINUTE_MS],
    [
      "is sparser without an estimate where other stages follow",
      { now: 60 * MINUTE_MS, ...early },
      2 * MINUTE_MS,
    ],
    ["is denser without an estimate in the last stage", { now: 60 * MINUTE_MS, ...last }, 15_000],
    ["thins out further in a training that lasts unusually long", { now: 450 * MINUTE_MS }, 5 * MINUTE_MS],
    ["obeys another floor", { now: 0, etaMs: 0, floorMs: 30_000 }, 30_000],
    [
      "obeys another cap",
      { now: 0, ...early, etaMs: 60 * MINUTE_MS, capMs: 1_000 * MINUTE_MS },
      51 * MINUTE_MS,
    ],
    [
      "prefers the floor to a lower cap",
      { now: 0, etaMs: MINUTE_MS, floorMs: 20_000, capMs: 10_000 },
      20_000,
    ],
  ] satisfies [string, PollState, number][])("%s", (_, state, expected) => {
    expect(nextPollDelayMs({ ...justSeen, ...state, random: 1 })).toBeCloseTo(expected, 0);
  });

  test.each(listedStatuses)(
    "is dense in %s only if at most one status follows before the model is ready",
    (status) => {
      const state = { ...justSeen, now: 5 * MINUTE_MS, etaMs: 5 * MINUTE_MS, random: 1 };
      const isLast = runningStatuses.slice(-2).includes(status);
      expect(nextPollDelayMs({ ...state, status }) === nextPollDelayMs({ ...state, ...last })).toBe(isLast);
    },
  );

  test("spreads polls by a tenth", () => {
    const state = { ...justSeen, now: 0, etaMs: 5 * MINUTE_MS };
    expect(nextPollDelayMs({ ...state, random: 0 })).toBeCloseTo(
      0.9 * nextPollDelayMs({ ...state, random: 1 }),
    );
  });

  const time = fc.integer({ min: -1e13, max: 1e13 });
  const orAbsent = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const place = {
    status: orAbsent(fc.constantFrom(...listedStatuses, "new", "constructor")),
    stepsToGo: orAbsent(fc.nat({ max: 9 })),
  };
  const pace = orAbsent(fc.double({ min: 1 / 8, max: 8, noNaN: true }));
  const anyState = fc.record({
    now: time,
    // The log parser reads no larger estimate.
    etaMs: orAbsent(fc.double({ min: 0, max: Number.MAX_SAFE_INTEGER, noNaN: true })),
    seenAt: orAbsent(time),
    unseenAt: orAbsent(time),
    random: fc.double({ min: 0, max: 1, noNaN: true }),
    pace,
    ...place,
  });

  test("stays within floor and cap for any state", () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const delayMs = nextPollDelayMs(state);
        expect(delayMs).toBeGreaterThanOrEqual(5_000);
        expect(delayMs).toBeLessThanOrEqual(600_000);
      }),
    );
  });

  test("gives the same delay for a state that went through JSON", () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(nextPollDelayMs(JSON.parse(JSON.stringify(state)))).toBe(nextPollDelayMs(state));
      }),
    );
  });

  const hours = fc.integer({ min: 0, max: 10 * 60 * MINUTE_MS });
  const inOrder = <T extends number>(numbers: fc.Arbitrary<T>) =>
    fc.tuple(numbers, numbers).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const etaMs = fc.integer({ min: MINUTE_MS, max: 300 * MINUTE_MS });
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  test("gets denser until the expected end, and sparser after it", () => {
    fc.assert(
      fc.property(inOrder(share), etaMs, pace, fc.record(place), ([sooner, later], eta, learned, where) => {
        const expectedMs = eta * Math.sqrt(learned ?? 1);
        const delayAt = (part: number) =>
          nextPollDelayMs({ ...justSeen, ...where, now: part * expectedMs, etaMs: eta, pace: learned });
        expect(delayAt(sooner)).toBeGreaterThanOrEqual(delayAt(later));
        expect(delayAt(1 + 10 * sooner)).toBeLessThanOrEqual(delayAt(1 + 10 * later));
      }),
    );
  });

  test("gets sparser over time without an estimate", () => {
    fc.assert(
      fc.property(inOrder(hours), fc.record(place), ([sooner, later], where) => {
        const delayAt = (now: number) => nextPollDelayMs({ ...justSeen, ...where, now });
        expect(delayAt(sooner)).toBeLessThanOrEqual(delayAt(later));
      }),
    );
  });

  test("is never sparser in the last stage than before it", () => {
    fc.assert(
      fc.property(hours, etaMs, pace, fc.constantFrom(...listedStatuses), (now, eta, learned, status) => {
        const state = { ...justSeen, now, etaMs: eta, pace: learned };
        const beforeMs = nextPollDelayMs({ ...state, status: runningStatuses[0] });
        expect(nextPollDelayMs({ ...state, ...last })).toBeLessThanOrEqual(beforeMs);
        expect(nextPollDelayMs({ ...state, status, stepsToGo: 1 })).toBeLessThanOrEqual(beforeMs);
      }),
    );
  });
});

test("following thins out where the service announces no estimate", () => {
  const update = readUpdate("F5jvdzGnYi", { status: "success", messege: "training_started" });
  if (!update) throw new Error("no status");
  let state: FollowState | undefined;
  const delays = [0, 1, 60, 450].map((minutes) => {
    const step = followStep(state, { at: minutes * MINUTE_MS, update }, { random: 1 });
    state = step.state;
    return step.nextPollDelayMs;
  });
  expect(delays).toEqual([5_000, 30_000, 120_000, 600_000]);
});
