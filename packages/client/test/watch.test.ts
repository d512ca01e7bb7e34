import { ConnectionError, DeadlineError, TrainingFailedError } from "@dreambooth-sandbox/client";
import type { Clock, TrainingUpdate } from "@dreambooth-sandbox/client";
import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { createFakeClock, settle } from "./support/fake-clock.ts";
import { rejection } from "./support/rejection.ts";
import { failed, ID, quietClient, ready, started, stubFetch, trained } from "./support/samples.ts";
import type { StubResponse } from "./support/samples.ts";

function setUp(responses: StubResponse[]) {
  const clock = createFakeClock();
  const stub = stubFetch(responses, clock);
  const warnings: string[] = [];
  const logger = { warn: (line: string) => void warnings.push(line) };
  return { clock, calls: stub.calls, warnings, client: quietClient({ fetch: stub.fetch, clock, logger }) };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function repeat<T>(count: number, item: T): T[] {
  return Array.from({ length: count }, () => item);
}

const offline = new TypeError("fetch failed");
const unchanged = { ...started };

describe("watchTraining", () => {
  test("yields the first status, every change, and the last", async () => {
    const rewritten = { ...started, data: started.data.replace("30 minutes", "20 minutes") };
    const { clock, client, calls } = setUp([
      started,
      unchanged,
      rewritten,
      unchanged,
      trained,
      trained,
      ready,
    ]);
    const updates = await clock.run(collect(client.watchTraining(ID)));
    expect(updates.map(({ status, etaMs }) => [status, etaMs])).toEqual([
      ["training_started", 1_800_000],
      ["training_started", 1_200_000],
      ["training_started", 1_800_000],
      ["training_success", 900_000],
      ["model_ready", undefined],
    ]);
    expect(updates.map(({ newEntries }) => newEntries.length)).toEqual([1, 1, 1, 1, 1]);
    expect(calls).toHaveLength(7);
  });

  test("yields a training that is over already, once", async () => {
    const { clock, client, calls } = setUp([failed]);
    const updates = await clock.run(collect(client.watchTraining(ID)));
    expect(updates).toMatchObject([{ phase: "failed", status: "training_failed" }]);
    expect(calls).toHaveLength(1);
  });

  test("never lets progress go back", async () => {
    const { clock, client } = setUp([
      trained,
      started,
      { ...started, messege: "x", data: "" },
      trained,
      ready,
    ]);
    const updates = await clock.run(collect(client.watchTraining(ID)));
    const progress = updates.map((update) => update.progress);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress[0]).toBeCloseTo(2 / 6);
    expect(progress.at(-1)).toBe(1);
  });

  test("keeps waiting on a status that nobody knows", async () => {
    const { clock, client } = setUp([
      ...repeat(20, { status: "success", messege: "training_paused" }),
      ready,
    ]);
    const updates = await clock.run(collect(client.watchTraining(ID)));
    expect(updates.map(({ phase }) => phase)).toEqual(["unknown", "succeeded"]);
  });

  test("polls rarely while much time remains, and never more often than every five seconds", async () => {
    const { clock, client, calls } = setUp([started, ...repeat(30, unchanged), ready]);
    await clock.run(collect(client.watchTraining(ID)));
    const gaps = calls.slice(1).map(({ at }, i) => at - (calls[i]?.at ?? 0));
    expect(gaps[0]).toBeGreaterThan(120_000);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(5_000);
  });

  test("passes the start of the newest estimate to the delay rule", async () => {
    const states: object[] = [];
    const { clock, client } = setUp([started, unchanged, trained, ready]);
    const start = clock.now();
    const pollDelayMs = ({ now, random, ...state }: { now: number; random?: number | undefined }) => {
      expect(random).toBeGreaterThanOrEqual(0);
      expect(random).toBeLessThan(1);
      states.push({ ...state, now: now - start });
      return 60_000;
    };
    await clock.run(collect(client.watchTraining(ID, { pollDelayMs })));
    const first = { etaMs: 1_800_000, stepsToGo: 5, status: "training_started" };
    expect(states).toEqual([
      { now: 0, ...first, seenAt: start, unseenAt: undefined },
      { now: 60_000, ...first, seenAt: start, unseenAt: undefined },
      {
        now: 120_000,
        etaMs: 900_000,
        stepsToGo: 4,
        status: "training_success",
        seenAt: start + 120_000,
        unseenAt: start + 60_000,
      },
    ]);
  });

  test("slows down with its consumer, and misses nothing", async () => {
    const { clock, client, calls } = setUp([started, trained, ready]);
    const watcher = client.watchTraining(ID);
    const first = await clock.run(watcher.next());
    await clock.advance(3_600_000);
    expect(calls).toHaveLength(1);
    const second = await clock.run(watcher.next());
    expect(calls[1]?.at).toBe(clock.now());
    expect([first.value?.status, second.value?.status]).toEqual(["training_started", "training_success"]);
    expect(clock.pending()).toBe(0);
  });

  test("does nothing until it is iterated, and leaves nothing behind when it is left", async () => {
    const { clock, client, calls } = setUp([started]);
    const { signal } = new AbortController();
    const watcher = client.watchTraining(ID, { signal, deadlineMs: 1e9 });
    await settle();
    expect(calls).toHaveLength(0);
    for await (const _ of watcher) break;
    expect(clock.pending()).toBe(0);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    expect(await watcher.next()).toEqual({ done: true, value: undefined });
  });

  test("polls five seconds after its last poll once refresh is called, whether it waits or its consumer is busy", async () => {
    const { clock, client, calls } = setUp([started, unchanged, trained, ready]);
    const start = clock.now();
    const watcher = client.watchTraining(ID);
    await clock.run(watcher.next());
    const second = watcher.next();
    await settle();
    watcher.refresh();
    watcher.refresh();
    await clock.advance(5_000);
    expect(calls.map(({ at }) => at - start)).toEqual([0, 5_000]);
    await clock.run(second);
    const secondAt = Number(calls[2]?.at);
    expect(secondAt).toBeGreaterThan(start + 5_000);
    watcher.refresh();
    expect((await clock.run(watcher.next())).value).toMatchObject({ status: "model_ready" });
    expect(calls[3]?.at).toBe(secondAt + 5_000);
  });

  test("polls once more after refresh is called while a request is in flight", async () => {
    const clock = createFakeClock();
    const pending: ((response: Response) => void)[] = [];
    const client = quietClient({ clock, fetch: () => new Promise((resolve) => pending.push(resolve)) });
    const watcher = client.watchTraining(ID);
    const first = watcher.next();
    await settle();
    watcher.refresh();
    pending[0]?.(Response.json(started));
    await first;
    const second = watcher.next();
    await clock.advance(5_000);
    expect(pending).toHaveLength(2);
    pending[1]?.(Response.json(ready));
    expect((await second).value).toMatchObject({ phase: "succeeded" });
    watcher.refresh();
  });
});

describe("failures while watching", () => {
  test("are tolerated five times in a row, and logged", async () => {
    const five = repeat(5, offline);
    const { clock, client, warnings } = setUp([started, ...five, unchanged, ...five, ready]);
    const updates = await clock.run(collect(client.watchTraining(ID)));
    expect(updates.map(({ phase }) => phase)).toEqual(["running", "succeeded"]);
    expect(warnings).toHaveLength(10);
    expect(warnings[4]).toMatch(/^Failure 5 of 5 tolerated: ConnectionError: .*fetch failed/);
  });

  test("end the watch when there is one more", async () => {
    const { clock, client, calls } = setUp([started, offline]);
    expect(await rejection(clock.run(collect(client.watchTraining(ID))))).toBeInstanceOf(ConnectionError);
    expect(calls).toHaveLength(7);
  });

  test("are retried sooner than planned, then ever later", async () => {
    const { clock, client, calls } = setUp([started, offline]);
    await rejection(clock.run(collect(client.watchTraining(ID))));
    const gaps = calls.slice(2).map(({ at }, i) => at - (calls[i + 1]?.at ?? 0));
    expect(gaps).toEqual([5_000, 10_000, 20_000, 40_000, 80_000]);
  });

  test("are tolerated as often as maxFailures allows", async () => {
    const { clock, client, calls } = setUp([offline]);
    await rejection(clock.run(collect(client.watchTraining(ID, { maxFailures: 0 }))));
    expect(calls).toHaveLength(1);
  });

  test("honor Retry-After, also over a hint", async () => {
    const busy = new Response("", { status: 503, headers: { "retry-after": "100" } });
    const { clock, client, calls } = setUp([busy, ready]);
    const watcher = client.watchTraining(ID);
    const first = watcher.next();
    await settle();
    watcher.refresh();
    await clock.run(first);
    expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBe(100_000);
  });

  test.each([
    ["a wrong key", { status: "error", message: "Invalid Api Key" }, "authentication_failed"],
    ["an unknown id", { status: "error", messege: "training id not found" }, "training_not_found"],
  ])("end the watch at once for %s", async (_, response, code) => {
    const { clock, client, calls } = setUp([started, response]);
    expect(await rejection(clock.run(collect(client.watchTraining(ID))))).toMatchObject({ code });
    expect(calls).toHaveLength(2);
  });

  test("of the caller's own delay rule end the watch", async () => {
    const mistake = new RangeError("mistake");
    const pollDelayMs = () => {
      throw mistake;
    };
    for (const responses of [[started], [offline]]) {
      const { clock, client } = setUp(responses);
      const watcher = client.watchTraining(ID, { pollDelayMs });
      expect(await rejection(clock.run(collect(watcher)))).toBe(mistake);
    }
  });
});

describe("a stall", () => {
  test("is reported once, is not fatal, and is reported again after a change", async () => {
    const { clock, client, warnings } = setUp([
      started,
      ...repeat(30, unchanged),
      trained,
      ...repeat(30, trained),
      ready,
    ]);
    const pollDelayMs = () => 60_000;
    const updates = await clock.run(collect(client.watchTraining(ID, { stallMs: 600_000, pollDelayMs })));
    expect(updates.map(({ status, stalledMs }) => [status, stalledMs])).toEqual([
      ["training_started", undefined],
      ["training_started", 600_000],
      ["training_success", undefined],
      ["training_success", 600_000],
      ["model_ready", undefined],
    ]);
    expect(updates[1]?.newEntries).toEqual([]);
    expect(warnings).toEqual([]);
  });
});

describe("waitForTraining", () => {
  test("returns the last update, and passes each to onUpdate", async () => {
    const { clock, client } = setUp([started, trained, ready]);
    const seen: TrainingUpdate[] = [];
    const last = await clock.run(client.waitForTraining(ID, { onUpdate: (update) => seen.push(update) }));
    expect(seen).toHaveLength(3);
    expect(seen.at(-1)).toBe(last);
    expect(last).toMatchObject({ status: "model_ready", phase: "succeeded", progress: 1 });
  });

  test("throws a TrainingFailedError with the log's reason", async () => {
    const { clock, client } = setUp([started, failed]);
    const error = await rejection(clock.run(client.waitForTraining(ID)));
    expect(error).toBeInstanceOf(TrainingFailedError);
    expect(error).toMatchObject({
      code: "training_failed",
      trainingId: ID,
      reason: "Valid image links less than 3",
      update: { status: "training_failed" },
      observed: { training_started: 1, training_failed: 1 },
      lastUpdate: { status: "training_failed" },
      polledAt: clock.now(),
      message: `Training ${ID} ended with status training_failed: Valid image links less than 3.`,
    });
  });

  test("states that the log contains no reason", async () => {
    const { clock, client } = setUp([{ status: "success", messege: "training_cancelled" }]);
    const error = await rejection(clock.run(client.waitForTraining(ID)));
    expect(error).toMatchObject({
      message: expect.stringContaining("the log contains no reason"),
    });
    expect(error).not.toHaveProperty("reason");
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("full");
      },
    ],
    ["rejects", () => Promise.reject(new Error("full"))],
  ])("continues when a handler %s", async (_, onUpdate) => {
    const { clock, client, warnings } = setUp([started, ready]);
    expect(await clock.run(client.waitForTraining(ID, { onUpdate }))).toMatchObject({ phase: "succeeded" });
    expect(warnings).toEqual(repeat(2, "onUpdate threw: Error: full"));
  });

  test("is not slowed down by a handler that never ends", async () => {
    const { clock, client } = setUp([started, ready]);
    const last = await clock.run(client.waitForTraining(ID, { onUpdate: () => new Promise(() => {}) }));
    expect(last.phase).toBe("succeeded");
  });

  test("ends with the id at the deadline, while waiting and while a poll is in flight", async () => {
    const waiting = setUp([started]);
    const hanging = createFakeClock();
    const hangingClient = quietClient({ clock: hanging, fetch: () => new Promise(() => {}), timeoutMs: 1e9 });
    for (const [clock, client] of [
      [waiting.clock, waiting.client],
      [hanging, hangingClient],
    ] as const) {
      const start = clock.now();
      const error = await rejection(clock.run(client.waitForTraining(ID, { deadlineMs: 100_000 })));
      expect(error).toBeInstanceOf(DeadlineError);
      expect(error).toMatchObject({ code: "deadline_exceeded", trainingId: ID });
      expect(clock.now() - start).toBeLessThanOrEqual(100_000);
      expect(clock.now() - start).toBeGreaterThanOrEqual(99_000);
      expect(clock.pending()).toBe(0);
    }
    const lastAt = waiting.calls.at(-1)?.at ?? 0;
    expect(waiting.calls).toHaveLength(2);
    expect(lastAt - (waiting.calls[0]?.at ?? 0)).toBe(99_000);
  });

  test("ends at once when aborted while waiting, and can be resumed by the id alone", async () => {
    const { clock, client } = setUp([started, ready]);
    const controller = new AbortController();
    const outcome = rejection(client.waitForTraining(ID, { signal: controller.signal }));
    await clock.advance(1_000);
    controller.abort("enough");
    expect(await outcome).toBe("enough");
    expect(clock.pending()).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
    expect(await clock.run(client.waitForTraining(ID))).toMatchObject({ phase: "succeeded" });
  });

  test("ends at once when aborted while a poll is in flight, and aborts the poll", async () => {
    const clock = createFakeClock();
    const signals: (AbortSignal | null | undefined)[] = [];
    const client = quietClient({
      clock,
      fetch: (_, { signal }) => {
        signals.push(signal);
        return new Promise(() => {});
      },
    });
    const controller = new AbortController();
    const outcome = rejection(client.waitForTraining(ID, { signal: controller.signal }));
    while (signals.length === 0) await settle();
    controller.abort("enough");
    expect(await outcome).toBe("enough");
    await settle();
    expect(signals[0]?.aborted).toBe(true);
    expect(clock.pending()).toBe(0);
  });
});

describe("the end of a watch", () => {
  test("comes at once when its consumer leaves while an update is awaited", async () => {
    const clock = createFakeClock();
    let aborted = 0;
    const client = quietClient({
      clock,
      fetch: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener("abort", () => {
            aborted++;
            reject(signal.reason);
          });
        }),
    });
    const { signal } = new AbortController();
    const watcher = client.watchTraining(ID, { signal });
    const pending = watcher.next();
    await settle();
    expect(await watcher.return?.()).toEqual({ done: true, value: undefined });
    expect(await pending).toEqual({ done: true, value: undefined });
    await settle();
    expect(aborted).toBe(1);
    expect(clock.pending()).toBe(0);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("leaves no listener at the signal after an error", async () => {
    const { clock, client } = setUp([{ status: "error", messege: "training id not found" }]);
    const { signal } = new AbortController();
    await rejection(clock.run(client.waitForTraining(ID, { signal })));
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("comes after a last poll just before the deadline, although the first response came late", async () => {
    const clock = createFakeClock();
    const start = clock.now();
    const times: number[] = [];
    const client = quietClient({
      clock,
      async fetch(_, { signal }) {
        times.push(clock.now() - start);
        if (times.length === 1) await clock.sleep(3_000, signal ?? undefined);
        return Response.json(started);
      },
    });
    await rejection(clock.run(client.waitForTraining(ID, { deadlineMs: 60_000 })));
    expect(times.at(-1)).toBe(59_000);
  });

  test("allows one poll after the machine slept beyond the deadline", async () => {
    const clock = createFakeClock();
    const stub = stubFetch([started, unchanged], clock);
    const start = clock.now();
    // A wait that takes two hours instead, as on a laptop that was closed meanwhile.
    const sleepy: Clock = {
      now: () => clock.now(),
      sleep: (ms, signal) => clock.sleep(ms === 300_000 ? 7_200_000 : ms, signal),
    };
    const client = quietClient({ clock: sleepy, fetch: stub.fetch, timeoutMs: 9_000 });
    const options = { deadlineMs: 600_000, pollDelayMs: () => 300_000 };
    const error = await rejection(clock.run(client.waitForTraining(ID, options)));
    expect(error).toBeInstanceOf(DeadlineError);
    expect(stub.calls.map(({ at }) => at - start)).toEqual([0, 7_200_000]);
  });

  test("does not come because the wall clock was set back", async () => {
    const clock = createFakeClock();
    const stub = stubFetch([started, ready], clock);
    let wallClockOffset = 0;
    const adjusted: Clock = {
      now: () => clock.now() + wallClockOffset,
      monotonicNow: () => clock.now(),
      sleep: (ms, signal) => clock.sleep(ms, signal),
    };
    const client = quietClient({ clock: adjusted, fetch: stub.fetch });
    const watcher = client.watchTraining(ID);
    await clock.run(watcher.next());
    wallClockOffset = -24 * 3_600_000;
    expect((await clock.run(watcher.next())).value).toMatchObject({ phase: "succeeded" });
    expect((stub.calls[1]?.at ?? 0) - (stub.calls[0]?.at ?? 0)).toBeLessThan(3_600_000);
  });

  test("carries what was observed, the last update, and how to resume", async () => {
    const { clock, client } = setUp([started, unchanged, offline]);
    const error = await rejection(clock.run(client.waitForTraining(ID, { maxFailures: 1 })));
    expect(error).toMatchObject({
      code: "connection_failed",
      observed: { training_started: 2, connection_failed: 2 },
      lastUpdate: { status: "training_started" },
      polledAt: clock.now(),
      message: expect.stringContaining(`The training continues: resume with watchTraining("${ID}").`),
    });
  });

  test.each([NaN, -5, Promise.resolve(5_000)])(
    "comes at once when pollDelayMs returns %s",
    async (delayMs) => {
      const { clock, client, calls } = setUp([started]);
      const pollDelayMs = (() => delayMs) as () => number;
      const updates = collect(client.watchTraining(ID, { pollDelayMs }));
      expect(await rejection(clock.run(updates))).toBeInstanceOf(TypeError);
      expect(calls).toHaveLength(1);
    },
  );
});
