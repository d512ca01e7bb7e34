import { createClient } from "@dreambooth-sandbox/client";
import type { TrainingEnd } from "@dreambooth-sandbox/fleet";
import { describe, expect, test } from "vitest";
import { setUpFleet } from "./support/fleet-harness.ts";
import { createService, STATUSES } from "./support/service.ts";
import { createVirtualClock } from "./support/virtual-clock.ts";

const TRAININGS = 20;

/** Counts the requests of `watchTrainings` for as many trainings, at the same limit. */
async function countWatchRequests(maxPerSecond: number): Promise<number> {
  const clock = createVirtualClock();
  const service = createService(clock);
  const ids = Array.from({ length: TRAININGS }, () => service.begin());
  const client = createClient({ apiKey: "any-key", clock, logger: {}, fetch: service.fetch });
  let isOver = false;
  const watching = (async () => {
    for await (const item of client.watchTrainings(ids, { maxPerSecond })) void item;
    isOver = true;
  })();
  await clock.runUntil(() => isOver);
  await watching;
  return service.requests.length;
}

describe("a fleet", () => {
  test("follows trainings to their end, in two processes, with each update in order and one end", async () => {
    const { clock, service, open } = setUpFleet();
    const updates = new Map<string, string[]>();
    const ends: TrainingEnd[] = [];
    const handlers = {
      onUpdate: ({ trainingId, status }: { trainingId: string; status: string }) => {
        updates.set(trainingId, [...(updates.get(trainingId) ?? []), status]);
      },
      onEnd: (end: TrainingEnd) => ends.push(end),
    };
    const [fleet, other] = [await open(handlers), await open(handlers)];
    const ids = Array.from({ length: TRAININGS }, () => service.begin());
    for (const id of ids) await fleet.follow(id, { account: "main" });
    fleet.start();
    other.start();
    await clock.runUntil(() => ends.length === TRAININGS);
    expect(ends.map(({ trainingId }) => trainingId).toSorted()).toEqual(ids.toSorted());
    expect(ends.every(({ outcome, update }) => outcome === "succeeded" && update?.progress === 1)).toBe(true);
    for (const id of ids) expect([...new Set(updates.get(id))]).toEqual(STATUSES);
    const requestsAtTheEnd = service.requests.length;
    await clock.advance(60 * 60_000);
    expect(service).toMatchObject({ overlapping: 0, afterEnd: 0 });
    expect(service.requests).toHaveLength(requestsAtTheEnd);
    expect(ends).toHaveLength(TRAININGS);
  });

  test("sends at most 105 % of the requests of watchTrainings", async () => {
    const { clock, service, open } = setUpFleet();
    let ended = 0;
    const fleet = await open({ onEnd: () => ended++ });
    for (let count = 0; count < TRAININGS; count++) await fleet.follow(service.begin(), { account: "main" });
    fleet.start();
    await clock.runUntil(() => ended === TRAININGS);
    expect(service.requests.length).toBeLessThanOrEqual(1.05 * (await countWatchRequests(10)));
  });

  test("reports a training that the service does not know as lost, and follows it again on request", async () => {
    const { clock, service, open } = setUpFleet();
    const ends: TrainingEnd[] = [];
    const fleet = await open({ onEnd: (end) => ends.push(end) });
    await fleet.follow("training-0", { account: "main" });
    fleet.start();
    await clock.runUntil(() => ends.length === 1);
    expect(ends[0]).toMatchObject({
      trainingId: "training-0",
      account: "main",
      outcome: "lost",
      error: { name: "TrainingNotFoundError", code: "training_not_found" },
    });
    expect((await fleet.status()).trainings.lost).toBe(1);
    service.begin();
    await fleet.follow("training-0", { account: "main" });
    await clock.runUntil(() => ends.length === 2);
    expect(ends[1]).toMatchObject({ outcome: "succeeded" });
  });

  test("tolerates failures of requests, as the client does", async () => {
    const { clock, service, open } = setUpFleet();
    let ended = 0;
    const fleet = await open({ onEnd: () => ended++ });
    await fleet.follow(service.begin(), { account: "main" });
    let failures = 0;
    service.interfere = () => (failures++ < 5 ? new Response("<html>", { status: 502 }) : undefined);
    fleet.start();
    await clock.runUntil(() => ended === 1);
    expect((await fleet.status()).trainings.succeeded).toBe(1);
  });

  test("passes the rules of following on", async () => {
    const { clock, service, open } = setUpFleet();
    const ends: TrainingEnd[] = [];
    const fleet = await open({
      deadlineMs: 10 * 60_000,
      pollDelayMs: () => 60_000,
      onEnd: (end) => ends.push(end),
    });
    await fleet.follow(service.begin(), { account: "main" });
    fleet.start();
    await clock.runUntil(() => ends.length === 1);
    expect(ends[0]).toMatchObject({ outcome: "lost", error: { code: "deadline_exceeded" } });
    expect(ends[0]?.update).toMatchObject({ status: "deploying_gpu" });
    const gaps = service.requests.slice(1).map(({ at }, index) => at - (service.requests[index]?.at ?? 0));
    expect(Math.min(...gaps.slice(0, -1))).toBeGreaterThanOrEqual(60_000);
  });

  test("stops with the error of a wrong pollDelayMs", async () => {
    const { clock, service, open } = setUpFleet();
    const fleet = await open({ pollDelayMs: () => Number.NaN });
    await fleet.follow(service.begin(), { account: "main" });
    const working = fleet.work();
    working.catch(() => {});
    await clock.advance(5_000);
    await expect(working).rejects.toThrow(/pollDelayMs/);
  });

  test("works without handlers, and then records no events", async () => {
    const { clock, service, open } = setUpFleet();
    const fleet = await open();
    await fleet.follow(service.begin(), { account: "main" });
    fleet.start();
    await clock.advance(80 * 60_000);
    expect((await fleet.status()).trainings.succeeded).toBe(1);
    expect(await fleet.status()).toMatchObject({ pendingEvents: 0, overdue: 0 });
  });
});
