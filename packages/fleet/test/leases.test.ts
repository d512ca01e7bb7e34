import { FleetError } from "@dreambooth-sandbox/fleet";
import type { FleetStore } from "@dreambooth-sandbox/fleet";
import { sqliteStore } from "@dreambooth-sandbox/fleet";
import { describe, expect, test } from "vitest";
import type { OpenStore } from "../src/store/store.ts";
import { setUpFleet, toCondition } from "./support/fleet-harness.ts";

/** A store whose methods can be replaced while it is open. */
function createBreakableStore(path: string) {
  const broken: Partial<OpenStore> = {};
  const store: FleetStore = {
    async open(context) {
      const opened = await sqliteStore(path, { checkIntervalMs: 1_000 }).open(context);
      return new Proxy(opened, {
        get: (target, name) => Reflect.get(broken, name) ?? Reflect.get(target, name),
      });
    },
  };
  return { store, broken };
}

const down = (): Promise<never> => Promise.reject(new FleetError("store_unavailable", "The store is down."));

describe("leases", () => {
  test("a worker that cannot renew aborts its request before another one polls", async () => {
    const { path, clock, service, open, warnings } = setUpFleet({ latencyMs: 50_000 });
    const { store, broken } = createBreakableStore(path);
    const cut = await open({ store });
    await cut.follow(service.begin(), { account: "main" });
    cut.start();
    await clock.runUntil(() => service.requests.length === 1);
    broken.renew = down;
    broken.finishPoll = down;
    broken.claimPolls = down;
    const other = await open();
    other.start();
    await clock.runUntil(() => service.requests.length === 2);
    const [first, second] = service.requests.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeLessThanOrEqual(30_000);
    expect(service.overlapping).toBe(0);
    expect(warnings.join("\n")).toContain("could not be renewed");
  });

  test("a long request keeps its lease", async () => {
    const { clock, service, open } = setUpFleet({ latencyMs: 50_000 });
    const [fleet, other] = [await open(), await open()];
    await fleet.follow(service.begin(), { account: "main" });
    fleet.start();
    other.start();
    await clock.runUntil(() => service.requests.length === 3);
    expect(service.overlapping).toBe(0);
  });

  test("a stopped worker's late result is discarded", async () => {
    const { path, clock, service, open } = setUpFleet();
    const { store, broken } = createBreakableStore(path);
    const results: boolean[] = [];
    const stopped = await open({ store });
    const gate = Promise.withResolvers<void>();
    broken.renew = async (leases) => [...leases];
    const real = await sqliteStore(path).open({ clock, logger: {}, accounts: ["main"] });
    broken.finishPoll = async (poll, result) => {
      await gate.promise;
      const isWritten = await real.finishPoll(poll, result);
      results.push(isWritten);
      return isWritten;
    };
    const id = service.begin();
    await stopped.follow(id, { account: "main" });
    stopped.start();
    await clock.runUntil(() => service.requests.length === 1);
    const other = await open();
    other.start();
    await clock.runUntil(() => service.requests.length === 2);
    await clock.advance(2_000);
    const before = await real.getTraining(id);
    gate.resolve();
    await clock.runUntil(() => results.length === 1);
    expect(results).toEqual([false]);
    expect(await real.getTraining(id)).toEqual(before);
    await real.close();
  });
});

describe("a store that goes down", () => {
  test("delays the work, loses nothing, and is used again when it is back", async () => {
    const { path, clock, service, open, warnings } = setUpFleet();
    const { store, broken } = createBreakableStore(path);
    const ends: string[] = [];
    const fleet = await open({ store, onEnd: ({ trainingId }) => ends.push(trainingId) });
    const ids = Array.from({ length: 5 }, () => service.begin());
    for (const id of ids) await fleet.follow(id, { account: "main" });
    fleet.start();
    for (let outage = 0; outage < 6; outage++) {
      await clock.advance(9 * 60_000);
      const methods = [
        "claimPolls",
        "finishPoll",
        "renew",
        "release",
        "reserveSlots",
        "claimEvents",
        "finishEvent",
      ] as const;
      for (const method of methods) broken[method] = down;
      await clock.advance(60_000);
      for (const method of methods) delete broken[method];
    }
    await clock.runUntil(() => ends.length === ids.length);
    expect(ends.toSorted()).toEqual(ids.toSorted());
    expect(service).toMatchObject({ overlapping: 0, afterEnd: 0 });
    expect(warnings.some((line) => line.includes("The store is down."))).toBe(true);
  });
});

describe("the signal of work", () => {
  test("lets requests in flight finish, starts no more, and gives the rest back", async () => {
    const { clock, service, open, accountsOf } = setUpFleet({ latencyMs: 5_000, checkIntervalMs: 1_000 });
    const accounts = accountsOf({ main: 2 });
    const [fleet, other] = [await open({ accounts }), await open({ accounts })];
    for (let count = 0; count < 20; count++) await fleet.follow(service.begin(), { account: "main" });
    fleet.start();
    await clock.advance(2_900);
    const sent = service.requests.length;
    const stopped = fleet.stop();
    const stoppedAt = clock.now();
    await clock.runUntil(toCondition(stopped));
    expect(clock.now() - stoppedAt).toBeLessThanOrEqual(5_000);
    expect(service.requests).toHaveLength(sent);
    const { trainings, overdue } = await fleet.status();
    expect(trainings).toMatchObject({ queued: sent, new: 20 - sent });
    expect(overdue).toBe(20 - sent);
    other.start();
    await clock.runUntil(() => service.requests.length >= 20);
    expect(new Set(service.requests.map(({ trainingId }) => trainingId)).size).toBe(20);
  });

  test("ends requests that take longer than ten seconds, and returns their polls", async () => {
    const { clock, service, open } = setUpFleet({ latencyMs: 45_000 });
    const [fleet, other] = [await open(), await open()];
    await fleet.follow(service.begin(), { account: "main" });
    fleet.start();
    await clock.runUntil(() => service.requests.length === 1);
    await clock.advance(2_000);
    const stoppedAt = clock.now();
    await clock.runUntil(toCondition(fleet.stop()));
    expect(clock.now() - stoppedAt).toBe(10_000);
    other.start();
    await clock.runUntil(() => service.requests.length === 2);
    expect(clock.now() - stoppedAt).toBeLessThan(13_000);
    expect(service.overlapping).toBe(0);
  });
});
