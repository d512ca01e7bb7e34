import { readFileSync } from "node:fs";
import { CreateOutcomeUnknownError, ValidationError } from "@dreambooth-sandbox/client";
import { FleetError } from "@dreambooth-sandbox/fleet";
import { describe, expect, test } from "vitest";
import { KEY, request, setUpFleet, settleIn } from "./support/fleet-harness.ts";
import type { WorkingFleet } from "./support/fleet-harness.ts";
import { collect, pick } from "./support/samples.ts";

const account = { account: "main" };
const lost = (): Error => new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });

describe("create", () => {
  test("creates a training once for one intent, in any process, and follows it", async () => {
    const { clock, service, open } = setUpFleet();
    let ended = 0;
    const [fleet, other] = [await open({ onEnd: () => ended++ }), await open()];
    const first = await settleIn(clock, fleet.create("order", request, account));
    const again = await settleIn(clock, other.create("order", request, account));
    expect(again).toEqual(first);
    expect(service.created).toEqual([first.trainingId]);
    fleet.start();
    await clock.runUntil(() => ended === 1);
    expect(service.created).toHaveLength(1);
  });

  test("of many callers in several processes sends one request", async () => {
    const { clock, service, open } = setUpFleet();
    const fleets: [WorkingFleet, ...WorkingFleet[]] = [await open(), await open(), await open()];
    const calls = Array.from({ length: 12 }, (_, index) =>
      pick(fleets, index).create("order", request, account),
    );
    const results = await settleIn(clock, Promise.allSettled(calls));
    expect(service.created).toHaveLength(1);
    // Calls of other processes cannot know the outcome of a request in flight.
    const rejected = results.filter((result) => result.status === "rejected");
    expect(rejected.length).toBeLessThanOrEqual(8);
    expect(rejected.every(({ reason }) => reason instanceof CreateOutcomeUnknownError)).toBe(true);
  });

  test("shares the limit of its account with polls", async () => {
    const { clock, service, open, accountsOf } = setUpFleet({ checkIntervalMs: 50 });
    const fleet = await open({ accounts: accountsOf({ main: 5 }) });
    for (let count = 0; count < 20; count++) await fleet.follow(service.begin(), account);
    fleet.start();
    const startedAt = clock.now();
    const orders = Array.from({ length: 20 }, (_, index) => fleet.create(`order-${index}`, request, account));
    await settleIn(clock, Promise.all(orders));
    await clock.runUntil(() => service.requests.length >= 40);
    // A request can leave somewhat late, because an intent is recorded first, and never early.
    const early = service.requests.filter(({ at }, index) => at < startedAt + index * 200);
    expect(early).toEqual([]);
  });

  test("parks an unknown outcome with its reason, and never sends the request again", async () => {
    const { clock, service, open } = setUpFleet();
    const fleet = await open();
    service.interfere = lost;
    const failed = settleIn(clock, fleet.create("order", request, account));
    await expect(failed).rejects.toBeInstanceOf(CreateOutcomeUnknownError);
    service.interfere = undefined;
    await expect(settleIn(clock, fleet.create("order", request, account))).rejects.toBeInstanceOf(
      CreateOutcomeUnknownError,
    );
    expect(service.requests).toHaveLength(1);
    expect(await collect(fleet.parked())).toEqual([
      {
        kind: "intent",
        intentId: "order",
        account: "main",
        reason: expect.stringContaining("ECONNRESET"),
        since: expect.any(Number),
      },
    ]);
    expect((await fleet.status()).parkedIntents).toBe(1);
  });

  test("may be called again after a refusal", async () => {
    const { clock, service, open } = setUpFleet();
    const fleet = await open();
    service.interfere = () => Response.json({ status: "error", message: "Invalid Api Key" }, { status: 401 });
    await expect(settleIn(clock, fleet.create("order", request, account))).rejects.toMatchObject({
      code: "authentication_failed",
    });
    service.interfere = undefined;
    expect(await collect(fleet.parked())).toEqual([]);
    await settleIn(clock, fleet.create("order", request, account));
    expect(service.created).toHaveLength(1);
  });

  test("waits as long as the response to a rate limit requests", async () => {
    const { clock, service, open } = setUpFleet();
    const fleet = await open();
    service.interfere = () =>
      Response.json({ status: "error", message: "Rate limit exceeded", retry_after: 20 }, { status: 429 });
    await expect(settleIn(clock, fleet.create("order", request, account))).rejects.toMatchObject({
      code: "rate_limited",
    });
    service.interfere = undefined;
    await settleIn(clock, fleet.create("order", request, account));
    const [refused, sent] = service.requests.map(({ at }) => at);
    expect((sent ?? 0) - (refused ?? 0)).toBeGreaterThanOrEqual(20_000);
  });

  test("refuses another request, another account, and an unknown account before it sends anything", async () => {
    const { clock, service, open, accountsOf } = setUpFleet();
    const fleet = await open({ accounts: accountsOf({ main: 10, second: 10 }) });
    await settleIn(clock, fleet.create("order", request, account));
    const other = { ...request, max_train_steps: 20 };
    await expect(settleIn(clock, fleet.create("order", other, account))).rejects.toBeInstanceOf(
      ValidationError,
    );
    await expect(
      settleIn(clock, fleet.create("order", request, { account: "second" })),
    ).rejects.toMatchObject({
      name: "FleetError",
      code: "conflict",
    });
    await expect(fleet.create("order", request, { account: "third" })).rejects.toMatchObject({
      code: "unknown_account",
      message: expect.stringContaining('"main", "second"'),
    });
    await expect(fleet.follow("training", { account: "third" })).rejects.toBeInstanceOf(FleetError);
    expect(service.requests).toHaveLength(1);
  });

  test("keeps no key in the store, not even one that the service echoes", async () => {
    const { path, clock, service, open } = setUpFleet();
    let updates = 0;
    const fleet = await open({ onUpdate: () => updates++ });
    service.interfere = ({ trainingId }) =>
      trainingId === undefined
        ? undefined
        : Response.json({ status: "success", messege: "training_started", data: `key ${KEY}`, key: KEY });
    await settleIn(clock, fleet.create("order", request, account));
    fleet.start();
    await clock.runUntil(() => updates > 0);
    await clock.runUntil(() => service.requests.length > 2);
    for (const suffix of ["", "-wal"]) expect(readFileSync(path + suffix).includes(KEY)).toBe(false);
  });
});

describe("an intent whose process ended before the response", () => {
  async function leaveSending() {
    const harness = setUpFleet({ latencyMs: 1_000 });
    const fleet = await harness.open();
    // The process that sends it never records an outcome.
    const killed = await harness.open();
    void killed.create("order", request, account).catch(() => {});
    harness.service.interfere = () => new Promise<never>(() => {});
    await harness.clock.runUntil(() => harness.service.requests.length === 1);
    return { ...harness, fleet };
  }

  test("is not resolved while it may be in flight", async () => {
    const { fleet } = await leaveSending();
    await expect(fleet.resolve("order", { notCreated: true })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("is being sent"),
    });
  });

  test("is parked, and is not sent again", async () => {
    const { clock, fleet, service } = await leaveSending();
    expect(await collect(fleet.parked())).toEqual([]);
    await clock.advance(3 * 60_000);
    expect(await collect(fleet.parked())).toMatchObject([{ kind: "intent", intentId: "order" }]);
    await expect(settleIn(clock, fleet.create("order", request, account))).rejects.toBeInstanceOf(
      CreateOutcomeUnknownError,
    );
    expect(service.requests).toHaveLength(1);
  });
});

describe("resolve", () => {
  async function parkOne() {
    const harness = setUpFleet();
    const fleet = await harness.open();
    harness.service.interfere = lost;
    await settleIn(harness.clock, fleet.create("order", request, account)).catch(() => {});
    harness.service.interfere = undefined;
    return { ...harness, fleet };
  }

  test("follows the training that was created", async () => {
    const { clock, fleet, service } = await parkOne();
    const trainingId = service.begin();
    await fleet.resolve("order", { trainingId });
    await fleet.resolve("order", { trainingId });
    expect(await collect(fleet.parked())).toEqual([]);
    expect(await settleIn(clock, fleet.create("order", request, account))).toEqual({ trainingId });
    fleet.start();
    await clock.advance(80 * 60_000);
    expect((await fleet.status()).trainings.succeeded).toBe(1);
  });

  test("lets the request be sent if none was created", async () => {
    const { clock, fleet, service } = await parkOne();
    await fleet.resolve("order", { notCreated: true });
    await settleIn(clock, fleet.create("order", request, account));
    expect(service.created).toHaveLength(1);
  });

  test("refuses what contradicts the store", async () => {
    const { clock, fleet } = await parkOne();
    const { trainingId } = await settleIn(clock, fleet.create("another", request, account));
    const conflict = { name: "FleetError", code: "conflict" };
    await expect(fleet.resolve("unknown", { notCreated: true })).rejects.toMatchObject(conflict);
    await expect(fleet.resolve("another", { notCreated: true })).rejects.toMatchObject(conflict);
    await expect(fleet.resolve("order", { trainingId })).rejects.toMatchObject({
      ...conflict,
      message: expect.stringContaining('"another"'),
    });
    expect(await collect(fleet.parked())).toHaveLength(1);
  });

  test.each([
    {},
    { trainingId: "" },
    { trainingId: "a", notCreated: true },
    { notCreated: false },
    undefined,
  ])("refuses %j", async (resolution) => {
    const fleet = await setUpFleet().open();
    await expect(fleet.resolve("order", resolution as never)).rejects.toBeInstanceOf(TypeError);
  });
});
