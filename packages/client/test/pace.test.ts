import { followStep, UnexpectedResponseError } from "@dreambooth-sandbox/client";
import type { FollowEvent, FollowState, PollState } from "@dreambooth-sandbox/client";
import { describe, expect, test } from "vitest";
import { readUpdate } from "../src/operations/read-update.ts";
import { ID } from "./support/samples.ts";

const MINUTE_MS = 60_000;

/** The log of a training that has reached a step. Each step announces ten minutes, and has a status of its own. */
function reach(step: number, minutes = 10): FollowEvent & { at: number } {
  const lines = Array.from({ length: step }, (_, i) => {
    const announced = i + 1 === step ? minutes : 10;
    return `Step:${i + 1} A, ${9 - i} Steps to go : ETA : ${announced} minutes`;
  });
  const update = readUpdate(ID, { status: "success", messege: `status_${step}`, data: lines.join("\n") });
  if (!update) throw new Error("no status");
  return { at: 0, update };
}

function rawOf(event: FollowEvent): { messege: string; data: string } {
  if (!("update" in event)) throw new Error("no update");
  return event.update.raw as { messege: string; data: string };
}

const at = (minutes: number, event: FollowEvent): FollowEvent => ({ ...event, at: minutes * MINUTE_MS });

/** Returns the paces that the delay rule was given, event by event. */
function pacesAfter(events: FollowEvent[], before?: FollowState): (number | undefined)[] {
  let state = before;
  return events.map((event) => {
    let pace: number | undefined;
    const pollDelayMs = (given: PollState) => {
      pace = given.pace;
      return 1;
    };
    const step = followStep(state && JSON.parse(JSON.stringify(state)), event, { random: 0, pollDelayMs });
    state = step.state;
    return pace;
  });
}

describe("the pace of a training", () => {
  test("is the root of how much longer a stage took than announced", () => {
    const events = [at(0, reach(1)), at(1, reach(2)), at(41, reach(3))];
    // Step 2 began at 0.5 minutes, midway between two polls, and ended at 21.
    const expected = Math.sqrt(20.5 / 10);
    expect(pacesAfter(events)).toEqual([undefined, undefined, expect.closeTo(expected, 3)]);
  });

  test("gives the newest stage as much weight as all earlier ones", () => {
    const events = [at(0, reach(1)), at(0, reach(2)), at(40, reach(2)), at(40, reach(3)), at(50, reach(4))];
    const [, , , first, second] = pacesAfter(events);
    expect(first).toBeCloseTo(Math.sqrt(4), 3);
    // Step 3 took the ten minutes between polls, whose middle counts.
    expect(second).toBeCloseTo(Math.sqrt(2 * (5 / 10)), 3);
  });

  test("spreads the time over stages that passed between two polls", () => {
    const events = [at(0, reach(1)), at(0, reach(2)), at(60, reach(2)), at(60, reach(5))];
    expect(pacesAfter(events).at(-1)).toBeCloseTo(Math.sqrt(60 / 30), 3);
  });

  test("counts a stage once whose line is followed by others", () => {
    const ended = reach(3);
    const update = readUpdate(ID, { ...rawOf(ended), data: `${rawOf(ended).data}\nModel loading` });
    if (!update) throw new Error("no status");
    const events = [at(0, reach(1)), at(0, reach(2)), at(40, reach(2)), at(40, { at: 0, update })];
    expect(pacesAfter(events).at(-1)).toBe(2);
  });

  test("stays from an eighth to eight", () => {
    const slow = [at(0, reach(1)), at(0, reach(2)), at(1e6, reach(2)), at(1e6, reach(3))];
    expect(pacesAfter(slow).at(-1)).toBe(8);
    const fast = [at(0, reach(1)), ...Array.from({ length: 20 }, (_, i) => at(0, reach(i + 2)))];
    expect(pacesAfter(fast).at(-1)).toBe(1 / 8);
  });

  test("is not learned from a countdown within a stage", () => {
    const events = [at(0, reach(1)), at(1, reach(2, 10)), at(2, reach(2, 9)), at(3, reach(2, 8))];
    expect(pacesAfter(events)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test("is not learned from a first stage, whose beginning was not observed", () => {
    expect(pacesAfter([at(0, reach(1)), at(90, reach(2))])).toEqual([undefined, undefined]);
  });

  test("survives failures, and a response without a log", () => {
    const learned = [at(0, reach(1)), at(0, reach(2)), at(40, reach(2)), at(40, reach(3))];
    const silent = readUpdate(ID, { status: "success", messege: "status_3" });
    if (!silent) throw new Error("no status");
    const failure = { at: 41 * MINUTE_MS, error: new UnexpectedResponseError("busy", { httpStatus: 503 }) };
    const paces = pacesAfter([...learned, failure, { at: 42 * MINUTE_MS, update: silent }, at(43, reach(3))]);
    expect(paces.slice(3)).toEqual([2, 2, 2, 2]);
  });

  test("is learned from a state that was stored before there was a pace", () => {
    const { state } = followStep(undefined, at(0, reach(1)), { random: 0 });
    const stored = { ...followStep(state, at(0, reach(2)), { random: 0 }).state, polledAt: 40 * MINUTE_MS };
    expect(stored).not.toHaveProperty("pace");
    expect(pacesAfter([at(40, reach(3))], stored)).toEqual([2]);
  });
});
