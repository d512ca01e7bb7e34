import { createClient } from "@dreambooth-sandbox/client";
import { createFleet, sqliteStore } from "@dreambooth-sandbox/fleet";
import { describe, expect, test } from "vitest";
import { setUpFleet } from "./support/fleet-harness.ts";

describe("status", () => {
  test("counts trainings per phase, what is overdue, and the rate of each account", async () => {
    const { clock, service, open, accountsOf } = setUpFleet({ checkIntervalMs: 50 });
    const fleet = await open({ accounts: accountsOf({ main: 10, second: 10 }) });
    const ids = Array.from({ length: 50 }, () => service.begin());
    for (const id of ids) await fleet.follow(id, { account: "main" });
    await clock.advance(10_000 - (clock.now() % 10_000) + 4_000);
    const waiting = await fleet.status();
    expect(waiting).toMatchObject({ at: clock.now(), overdue: 50, trainings: { new: 50, queued: 0 } });
    expect(waiting.latenessMs).toBeGreaterThanOrEqual(4_000);
    fleet.start();
    await clock.advance(10_000);
    const polled = await fleet.status();
    expect(polled).toMatchObject({ overdue: 0, latenessMs: 0, trainings: { new: 0, queued: 50 } });
    expect(polled.requestsPerSecond).toEqual({ main: 5, second: 0 });
  });

  test("is available in Prometheus' text format", async () => {
    const { service, open } = setUpFleet();
    const fleet = await open();
    await fleet.follow(service.begin(), { account: "main" });
    const lines = (await fleet.metrics()).trimEnd().split("\n");
    const samples = lines.filter((line) => !line.startsWith("#"));
    for (const line of samples)
      expect(line).toMatch(/^dreambooth_fleet_[a-z_]+(?:\{[a-z]+="[\w.-]+"\})? -?\d+(?:\.\d+)?$/);
    expect(samples).toContain('dreambooth_fleet_trainings{phase="new"} 1');
    expect(samples).toContain('dreambooth_fleet_requests_per_second{account="main"} 0');
    const declared = new Set(
      lines.filter((line) => line.startsWith("# TYPE")).map((line) => line.split(" ")[2]),
    );
    expect(new Set(samples.map((line) => line.split(/[{ ]/)[0]))).toEqual(declared);
  });
});

describe("createFleet", () => {
  const client = createClient({ apiKey: "any-key" });
  const store = sqliteStore("never-opened.db");

  test.each([
    ["a name with a space", { "main account": { client, maxPerSecond: 1 } }, /name of an account/],
    ["no client", { main: { client: undefined as never, maxPerSecond: 1 } }, /needs a client/],
    ["no limit", { main: { client, maxPerSecond: 0 } }, /maxPerSecond/],
    ["an endless limit", { main: { client, maxPerSecond: Infinity } }, /maxPerSecond/],
  ])("refuses an account with %s", async (_, accounts, message) => {
    await expect(createFleet({ store, accounts })).rejects.toThrow(message);
  });

  test("can be used with `await using`, and without accounts, to read the status", async () => {
    const { path } = setUpFleet();
    await using fleet = await createFleet({ store: sqliteStore(path), accounts: {} });
    expect(await fleet.status()).toMatchObject({ overdue: 0, requestsPerSecond: {} });
  });
});
