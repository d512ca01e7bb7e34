import { diffLogs } from "@dreambooth-sandbox/log-parser";
import {
  DeadlineError,
  followStep,
  RateLimitError,
  UnexpectedResponseError,
  ValidationError,
} from "@dreambooth-sandbox/client";
import type { FollowEvent, FollowState, FollowStepOptions, TrainingUpdate } from "@dreambooth-sandbox/client";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readUpdate } from "../src/operations/read-update.ts";
import { ID } from "./support/samples.ts";

const MINUTE_MS = 60_000;
const options: FollowStepOptions = { random: 0.5 };
/** A state remembers at least as many lines of a log. */
const LINES_IN_STATE = 18;

function updateOf(messege: string, data = ""): TrainingUpdate {
  const update = readUpdate(ID, { status: "success", messege, data });
  if (!update) throw new Error("no status");
  return update;
}

/** Takes the events one after the other, and returns the step after the last one. */
function run(events: FollowEvent[], given = options) {
  let state: FollowState | undefined;
  const steps = events.map((event) => {
    const step = followStep(state && JSON.parse(JSON.stringify(state)), event, given);
    state = step.state;
    return step;
  });
  const last = steps.at(-1);
  if (!last) throw new Error("no events");
  return { ...last, steps };
}

const started = updateOf("training_started", "Step:1 Training Started, 5 Steps to go : ETA : 30 minutes");
const unavailable = new UnexpectedResponseError("busy", { httpStatus: 503 });

describe("followStep", () => {
  test("reports the first status, every change, and the end", () => {
    const trained = updateOf("training_success", `${started.log.text}\nStep:2 Training Done, 4 Steps to go`);
    const ready = updateOf("model_ready", `${trained.log.text}\nModel loaded successfully`);
    const { steps } = run([started, started, trained, ready].map((update, at) => ({ at, update })));
    const reports = steps.map(({ report }) => report && [report.status, report.newEntries.length]);
    expect(reports).toEqual([
      ["training_started", 1],
      undefined,
      ["training_success", 1],
      ["model_ready", 1],
    ]);
    expect(steps.map(({ nextPollDelayMs }) => nextPollDelayMs !== undefined)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test("never reports less progress than before", () => {
    const back = updateOf("training_started", "Step:1 A, 9 Steps to go");
    const { report } = run([
      { at: 0, update: started },
      { at: 1, update: back },
    ]);
    expect(report?.progress).toBe(started.progress);
  });

  test("tolerates maxFailures failures in a row, sooner at first, then later", () => {
    const failure = (at: number): FollowEvent => ({ at, error: unavailable });
    const { steps } = run([{ at: 0, update: started }, ...[1, 2, 3].map(failure)], {
      ...options,
      maxFailures: 2,
    });
    expect(steps.slice(1).map(({ nextPollDelayMs }) => nextPollDelayMs)).toEqual([5_000, 10_000, undefined]);
    expect(steps.at(-1)?.error).toBe(unavailable);
    expect(steps.at(-1)?.state.observed).toEqual({ training_started: 1, unexpected_response: 3 });
  });

  test("ends at once after an error that is not transient", () => {
    const error = new ValidationError("wrong", { problems: [] });
    expect(run([{ at: 0, error }])).toMatchObject({ error });
    expect(run([{ at: 0, error }])).not.toHaveProperty("nextPollDelayMs");
  });

  test("waits as long as the service requests, but no longer than fifteen minutes", () => {
    const wait = (retryAfterMs: number) =>
      run([{ at: 0, error: new RateLimitError("slow down", { retryAfterMs }) }]).nextPollDelayMs;
    expect(wait(100_000)).toBe(100_000);
    expect(wait(1e12)).toBe(15 * MINUTE_MS);
  });

  test("polls soon after a hint, five seconds after the last poll at the earliest, and not before the service allows it", () => {
    const hint = (at: number): FollowEvent => ({ at, hint: true });
    expect(run([{ at: 0, update: started }, hint(1_000)]).nextPollDelayMs).toBe(4_000);
    expect(run([{ at: 0, update: started }, hint(9_000)]).nextPollDelayMs).toBe(0);
    const busy = { at: 0, error: new RateLimitError("slow down", { retryAfterMs: 60_000 }) };
    expect(run([busy, hint(9_000)]).nextPollDelayMs).toBe(51_000);
  });

  test("reports a stall once, until something changes", () => {
    const at = [0, 10, 20, 30].map((minutes) => ({ at: minutes * MINUTE_MS, update: started }));
    const { steps } = run(at, { ...options, stallMs: 15 * MINUTE_MS });
    expect(steps.map(({ report }) => report && (report.stalledMs ?? 0))).toEqual([
      0,
      undefined,
      20 * MINUTE_MS,
      undefined,
    ]);
  });

  test("polls once just before the deadline, and then ends", () => {
    const given = { ...options, deadlineMs: 60_000 };
    const first = run([{ at: 0, update: started }], given);
    expect(first.nextPollDelayMs).toBe(59_000);
    const second = followStep(first.state, { at: 59_500, update: started }, given);
    expect(second.error).toBeInstanceOf(DeadlineError);
    expect(second).not.toHaveProperty("nextPollDelayMs");
  });

  test("follows on after a hint that makes a poll earlier than the last one", () => {
    const given = { ...options, deadlineMs: 3_600_000, pollDelayMs: () => 1e9 };
    const first = run([{ at: 0, update: started }], given);
    expect(first.nextPollDelayMs).toBe(3_599_000);
    const second = followStep(first.state, { at: 600_000, update: started }, given);
    expect(second.error).toBeUndefined();
    expect(second.nextPollDelayMs).toBe(2_999_000);
  });

  test("never ends a wait without a deadline, whatever pollDelayMs returns", () => {
    const given = { ...options, pollDelayMs: () => Infinity };
    let state: FollowState | undefined;
    for (const at of [0, 1, 2]) {
      const step = followStep(state, { at, update: started }, given);
      expect(step.error).toBeUndefined();
      expect(step.nextPollDelayMs).toBe(Infinity);
      state = step.state;
    }
  });

  test("counts statuses that are names of an object's own", () => {
    const { state } = run([0, 1].map((at) => ({ at, update: updateOf("constructor") })));
    expect(state.observed["constructor"]).toBe(2);
  });

  test("ends at the deadline if the service requests a longer wait", () => {
    const error = new RateLimitError("slow down", { retryAfterMs: 120_000 });
    const { error: end } = run([{ at: 0, error }], { ...options, deadlineMs: 60_000 });
    expect(end).toBeInstanceOf(DeadlineError);
  });

  test.each([NaN, -1, "5", undefined, Promise.resolve(5)])(
    "refuses a pollDelayMs that returns %s",
    (delayMs) => {
      const pollDelayMs = (() => delayMs) as () => number;
      expect(() => run([{ at: 0, update: started }], { ...options, pollDelayMs })).toThrow(TypeError);
    },
  );

  const line = fc.oneof(fc.constantFrom("a", "b", "Step:1 A, 2 Steps to go"), fc.string({ maxLength: 20 }));
  const log = fc.array(line, { maxLength: 15 }).map((lines) => lines.join("\n"));

  test("finds the same new entries as diffLogs, from a state without the log", () => {
    fc.assert(
      fc.property(log, log, (before, after) => {
        const [first, second] = [updateOf("training_started", before), updateOf("training_success", after)];
        // A random string can contain a separator, or report a failure, which ends the following.
        fc.pre(first.log.entries.length <= LINES_IN_STATE && first.phase === "running");
        const { report } = run([first, second].map((update, at) => ({ at, update })));
        expect(report?.newEntries).toEqual(diffLogs(first.log, second.log));
      }),
    );
  });

  /** Names of the longest kind that is kept as it is, all different. */
  const names = Array.from(
    { length: 30 },
    (_, index) =>
      `${"abcdefghijklmnopqrstuvwxyz".repeat(2).slice(index % 26, (index % 26) + 24)}${index < 26 ? "x" : "y"}`,
  );

  test.each([
    ["long statuses in another script", names.map((name) => `${name}${"状態".repeat(100)}`)],
    ["many statuses", names],
    ["names of an object's own", ["__proto__", "constructor", "toString"]],
  ])("keeps a state of at most 1 kB of JSON with %s and logs of any length", (_, statuses) => {
    let state: FollowState | undefined;
    for (const [index, status] of statuses.entries()) {
      const lines = Array.from({ length: 500 }, (_, line) => `line ${line % 400} of ${index}`);
      const update = updateOf(
        status,
        `${lines.join("\n")}\nStep:${index} A, 123456789 Steps to go : ETA : 123456789 minutes`,
      );
      const at = 1_800_000_000_000.123 + index * 1_000_000;
      const event = index % 3 === 2 ? { at, error: unavailable } : { at, update };
      ({ state } = followStep(state, event, { ...options, deadlineMs: 1e9, maxFailures: 9 }));
    }
    const bytes = new TextEncoder().encode(JSON.stringify(state)).length;
    // Learned where three stages in a row were observed.
    expect(state !== undefined && "pace" in state).toBe(statuses.length > 3);
    expect(bytes).toBeGreaterThan(300);
    expect(bytes).toBeLessThanOrEqual(1_000);
  });
});
