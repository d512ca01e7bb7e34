import { describe, expect, test } from "vitest";
import { setUpFleet } from "./support/fleet-harness.ts";
import { findPeakPerSecond } from "./support/service.ts";

const atOf = ({ at }: { at: number }): number => at;

describe("maxPerSecond", () => {
  test("holds for an account over all processes", async () => {
    const { clock, service, open, accountsOf } = setUpFleet({ checkIntervalMs: 50 });
    const accounts = accountsOf({ main: 10 });
    const fleets = [await open({ accounts }), await open({ accounts }), await open({ accounts })];
    for (let count = 0; count < 200; count++) await fleets[0]?.follow(service.begin(), { account: "main" });
    for (const fleet of fleets) fleet.start();
    await clock.runUntil(() => service.requests.length >= 200);
    const [first, last] = [service.requests.at(0)?.at ?? 0, service.requests.at(-1)?.at ?? 0];
    expect(findPeakPerSecond(service.requests)).toBe(10);
    // Nor are many send times wasted while there is a backlog.
    expect(last - first).toBeLessThanOrEqual(30_000);
  });

  test("of one account does not limit another one", async () => {
    const { clock, service, open, accountsOf } = setUpFleet({ checkIntervalMs: 50 });
    const fleet = await open({ accounts: accountsOf({ main: 1, second: 20 }) });
    for (const account of ["main", "second"])
      for (let count = 0; count < 40; count++) await fleet.follow(service.begin(), { account });
    const startedAt = clock.now();
    fleet.start();
    await clock.runUntil(() => service.requests.length >= 42);
    expect(clock.now() - startedAt).toBeLessThan(5_000);
    expect(service.requests.filter(({ key }) => key === "secret-key-of-second").length).toBeGreaterThan(36);
  });

  test("is slowed by a 429 for its account in all processes, and for no other account", async () => {
    const { clock, service, open, accountsOf } = setUpFleet({ checkIntervalMs: 50 });
    const accounts = accountsOf({ main: 10, second: 10 });
    const [fleet, other] = [await open({ accounts }), await open({ accounts })];
    for (const account of ["main", "second"])
      for (let count = 0; count < 100; count++) await fleet.follow(service.begin(), { account });
    let refusedAt = 0;
    service.interfere = ({ key, at }) => {
      if (key === "secret-key-of-second" || refusedAt > 0) return undefined;
      refusedAt = at;
      return Response.json(
        { status: "error", message: "Rate limit exceeded" },
        { status: 429, headers: { "retry-after": "30" } },
      );
    };
    fleet.start();
    other.start();
    await clock.runUntil(() => service.requests.length >= 180);
    const main = service.requests.filter(({ key }) => key !== "secret-key-of-second").map(atOf);
    const second = service.requests.filter(({ key }) => key === "secret-key-of-second").map(atOf);
    // Requests that had left, or were about to in the other process, when the refusal came.
    expect(main.filter((at) => at > refusedAt + 500 && at < refusedAt + 30_000)).toEqual([]);
    expect(main.filter((at) => at >= refusedAt + 30_000).length).toBeGreaterThan(50);
    expect(second.filter((at) => at < refusedAt + 11_000)).toHaveLength(100);
  });

  test("polls the most overdue training first", async () => {
    const { clock, service, open, accountsOf } = setUpFleet({ checkIntervalMs: 50 });
    const fleet = await open({ accounts: accountsOf({ main: 2 }) });
    const ids = [service.begin(), service.begin(), service.begin(), service.begin()];
    for (const id of ids.toReversed()) {
      await fleet.follow(id, { account: "main" });
      await clock.advance(1_000);
    }
    fleet.start();
    await clock.runUntil(() => service.requests.length >= 4);
    expect(service.requests.map(({ trainingId }) => trainingId)).toEqual(ids.toReversed());
  });
});
