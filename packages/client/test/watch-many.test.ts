import { DeadlineError } from "@dreambooth-sandbox/client";
import type { FollowManyOptions } from "@dreambooth-sandbox/client";
import { describe, expect, test } from "vitest";
import { createFakeClock, settle } from "./support/fake-clock.ts";
import { rejection } from "./support/rejection.ts";
import { failed, quietClient, ready, started } from "./support/samples.ts";

/** Creates a service that responds with what `respond` returns. Each request takes `latencyMs`. */
function setUp(respond: (id: string, count: number) => object, latencyMs = 0) {
  const clock = createFakeClock();
  const start = clock.now();
  const calls: { id: string; at: number }[] = [];
  const counts = new Map<string, number>();
  let inFlight = 0;
  let mostInFlight = 0;
  const client = quietClient({
    clock,
    async fetch(url, { signal }) {
      const id = url.slice(url.lastIndexOf("/") + 1);
      calls.push({ id, at: clock.now() - start });
      counts.set(id, (counts.get(id) ?? 0) + 1);
      mostInFlight = Math.max(mostInFlight, ++inFlight);
      if (latencyMs) await clock.sleep(latencyMs, signal ?? undefined);
      inFlight--;
      const response = respond(id, counts.get(id) ?? 0);
      if (response instanceof Error) throw response;
      return response instanceof Response ? response : Response.json(response);
    },
  });
  const watch = async (ids: Iterable<string>, options: FollowManyOptions = {}) => {
    const items = [];
    for await (const item of client.watchTrainings(ids, options)) items.push(item);
    return items;
  };
  return { clock, client, calls, watch, mostInFlight: () => mostInFlight };
}

const ids = (count: number) => Array.from({ length: count }, (_, i) => `training${i}`);

describe("watchTrainings", () => {
  test("merges the updates of all, and ends with the last", async () => {
    const { clock, watch } = setUp((id, count) => (count > Number(id.slice(8)) ? ready : started));
    const items = await clock.run(watch(ids(3)));
    const seen = items.map((item) => ("error" in item ? item.error : `${item.trainingId} ${item.phase}`));
    expect(seen.map(String).toSorted((a, b) => a.localeCompare(b))).toEqual([
      "training0 succeeded",
      "training1 running",
      "training1 succeeded",
      "training2 running",
      "training2 succeeded",
    ]);
  });

  test("follows an id that is given twice once, and nothing ends at once", async () => {
    const { clock, watch, calls } = setUp(() => ready);
    expect(await clock.run(watch(["a", "a"]))).toHaveLength(1);
    expect(calls).toHaveLength(1);
    expect(await watch([])).toEqual([]);
  });

  test("never has more requests in flight than allowed, nor sends more in a second", async () => {
    const slow = setUp(() => ready, 5_000);
    await slow.clock.run(slow.watch(ids(40), { maxInFlight: 3, maxPerSecond: 1_000 }));
    expect(slow.mostInFlight()).toBe(3);
    const many = setUp(() => ready);
    await many.clock.run(many.watch(ids(50), { maxPerSecond: 4 }));
    expect(many.calls.at(-1)?.at).toBe(49 * 250);
  });

  test("allows 8 requests in flight and 10 in a second by default", async () => {
    const slow = setUp(() => ready, 60_000 - 1);
    await slow.clock.run(slow.watch(ids(20)));
    expect(slow.mostInFlight()).toBe(8);
    const many = setUp(() => ready);
    await many.clock.run(many.watch(ids(11)));
    expect(many.calls.at(-1)?.at).toBe(1_000);
  });

  test("is fair: each training gets its turn before any gets another", async () => {
    const { clock, watch, calls } = setUp((_, count) =>
      count < 4 ? { ...started, data: `${count}` } : ready,
    );
    await clock.run(watch(ids(30), { maxPerSecond: 1, pollDelayMs: () => 1 }));
    expect(calls).toHaveLength(120);
    for (let round = 0; round < 4; round++) {
      const turn = calls.slice(round * 30, round * 30 + 30).map(({ id }) => id);
      expect(turn).toEqual(ids(30));
    }
  });

  test("gives each training its own schedule", async () => {
    const long = { ...started, data: "it will take upto 45 minutes." };
    const short = { ...started, data: "it will take upto 1 minutes." };
    const { clock, watch, calls } = setUp((id, count) =>
      count === 1 ? (id === "long" ? long : short) : ready,
    );
    await clock.run(watch(["long", "short"]));
    expect(calls.map(({ id }) => id)).toEqual(["long", "short", "short", "long"]);
  });

  test("reports a training that is lost, and continues with the others", async () => {
    const { clock, watch } = setUp((id) =>
      id === "gone" ? { status: "error", messege: "training id not found" } : failed,
    );
    const items = await clock.run(watch(["gone", "failed"]));
    expect(items).toMatchObject([
      { trainingId: "gone", error: { code: "training_not_found", trainingId: "gone" } },
      { trainingId: "failed", phase: "failed" },
    ]);
  });

  test("slows all trainings down after a 429", async () => {
    const busy = new Response("", { status: 429, headers: { "retry-after": "60" } });
    const { clock, watch, calls } = setUp((id, count) => (id === "a" && count === 1 ? busy : ready));
    await clock.run(watch(["a", "b", "c"], { maxInFlight: 1 }));
    expect(calls[0]?.at).toBe(0);
    for (const { at } of calls.slice(1)) expect(at).toBeGreaterThanOrEqual(60_000);
  });

  test("slows down only its own training after a 503", async () => {
    const busy = new Response("", { status: 503, headers: { "retry-after": "60" } });
    const { clock, watch, calls } = setUp((id, count) => (id === "a" && count === 1 ? busy : ready));
    await clock.run(watch(["a", "b", "c"], { maxInFlight: 1 }));
    expect(calls.map(({ id }) => id)).toEqual(["a", "b", "c", "a"]);
    expect(calls[2]?.at).toBeLessThan(60_000);
    expect(calls[3]?.at).toBeGreaterThanOrEqual(60_000);
  });

  test("loses all that are left at the deadline, at once and without a request", async () => {
    const { clock, watch, calls } = setUp(() => started);
    const start = clock.now();
    const items = await clock.run(watch(ids(100), { deadlineMs: 1_000 }));
    const lost = items.filter((item) => "error" in item);
    expect(lost).toHaveLength(100);
    for (const { error } of lost) expect(error).toBeInstanceOf(DeadlineError);
    expect(clock.now() - start).toBe(1_000);
    expect(calls.length).toBeLessThanOrEqual(10);
  });

  test("ends at once when aborted, with every request", async () => {
    const { clock, watch, mostInFlight } = setUp(() => ready, 1e6);
    const controller = new AbortController();
    const outcome = rejection(
      watch(ids(20), { signal: controller.signal, timeoutMs: 1e9, maxPerSecond: 1e9 }),
    );
    await clock.advance(10);
    expect(mostInFlight()).toBe(8);
    controller.abort("enough");
    expect(await outcome).toBe("enough");
    await settle();
    expect(clock.pending()).toBe(0);
  });

  test("sets as many timers for a poll, however many trainings there are", async () => {
    const countTimers = async (trainings: number) => {
      const { clock, watch, calls } = setUp((_, count) => (count < 3 ? started : ready));
      await clock.run(watch(ids(trainings), { maxPerSecond: 100, pollDelayMs: () => 60_000 }));
      expect(calls).toHaveLength(3 * trainings);
      return clock.waits.length / calls.length;
    };
    expect(await countTimers(200)).toBeCloseTo(await countTimers(20), 1);
  });

  test("never sleeps for a negative time, although time passes while it plans", async () => {
    const clock = createFakeClock();
    let drift = 0;
    const drifting = { ...clock, now: () => clock.now() + (drift += 0.3) };
    const fetch = async () => Response.json((polls += 1) < 20 ? started : ready);
    let polls = 0;
    const watcher = quietClient({ clock: drifting, fetch }).watchTrainings(ids(3), {
      maxPerSecond: 1_000,
      pollDelayMs: () => 1,
    });
    const follow = async () => {
      for await (const _ of watcher) continue;
    };
    await clock.run(follow());
    expect(clock.waits.filter((ms) => ms < 0)).toEqual([]);
  });

  test("starts no request while its consumer is busy", async () => {
    const { clock, client, calls } = setUp(() => ready);
    const watcher = client.watchTrainings(ids(100), { maxInFlight: 5, maxPerSecond: 1e9 });
    await clock.run(watcher.next());
    await clock.advance(60_000);
    expect(calls.length).toBeLessThanOrEqual(5);
    await watcher.return?.();
    expect(clock.pending()).toBe(0);
  });

  test("polls one training after refresh, five seconds after its last poll, and ignores ids it does not watch", async () => {
    const { clock, client, calls } = setUp(() => started);
    const watcher = client.watchTrainings(["a", "b"]);
    await clock.run(watcher.next());
    await clock.run(watcher.next());
    const next = rejection(watcher.next().then(() => Promise.reject(new Error("an update"))));
    await clock.advance(1_000);
    watcher.refresh("b");
    watcher.refresh("c");
    await clock.advance(5_000);
    expect(calls.map(({ id }) => id)).toEqual(["a", "b", "b"]);
    expect((calls[2]?.at ?? 0) - (calls[1]?.at ?? 0)).toBe(5_000);
    void next;
  });
});
