import type { TrainingUpdate } from "@dreambooth-sandbox/client";
import { expect, test } from "vitest";
import { setUpFleet } from "./support/fleet-harness.ts";
import { collect } from "./support/samples.ts";

test("a handler that throws is called again, later and later, and does not hold up the polls", async () => {
  const { clock, service, open, warnings } = setUpFleet();
  const calls: number[] = [];
  let ended = 0;
  const fleet = await open({
    onUpdate: () => {
      calls.push(clock.now());
      if (calls.length <= 4) throw new Error("not now");
    },
    onEnd: () => ended++,
  });
  await fleet.follow(service.begin(), { account: "main" });
  fleet.start();
  await clock.runUntil(() => ended === 1);
  const gaps = calls.slice(1, 5).map((at, index) => at - (calls[index] ?? 0));
  expect(gaps.every((gap, index) => gap >= 5_000 * 2 ** index)).toBe(true);
  expect(warnings.filter((line) => line.includes("not now"))).toHaveLength(4);
});

test("a handler that always throws is parked with its reason, and later events pass", async () => {
  const { clock, service, open } = setUpFleet();
  let calls = 0;
  let isBroken = true;
  const updates: TrainingUpdate[] = [];
  const ends: string[] = [];
  const fleet = await open({
    onUpdate(update) {
      calls++;
      if (isBroken && update.status === "deploying_gpu") throw new Error("the disk is full");
      updates.push(update);
    },
    onEnd: ({ trainingId }) => ends.push(trainingId),
  });
  const id = service.begin();
  await fleet.follow(id, { account: "main" });
  fleet.start();
  await clock.runUntil(() => ends.length === 1);
  expect(await collect(fleet.parked())).toMatchObject([
    { kind: "event", trainingId: id, event: "update", reason: "Error: the disk is full" },
  ]);
  expect(calls).toBe(10 + updates.length);
  expect(updates.map(({ status }) => status)).not.toContain("deploying_gpu");
  isBroken = false;
  expect(await fleet.retryParkedEvents()).toBe(1);
  await clock.runUntil(() => updates.at(-1)?.status === "deploying_gpu");
  await clock.advance(5_000);
  expect(await fleet.status()).toMatchObject({ parkedEvents: 0, pendingEvents: 0 });
});

test("an update is delivered as it was reported, with its log and its new entries", async () => {
  const { clock, service, open } = setUpFleet();
  const updates: TrainingUpdate[] = [];
  const accounts: string[] = [];
  const fleet = await open({
    onUpdate(update, { account }) {
      updates.push(update);
      accounts.push(account);
    },
  });
  await fleet.follow(service.begin(), { account: "main" });
  fleet.start();
  await clock.runUntil(() => updates.some(({ status }) => status === "training_success"));
  const update = updates.find(({ status }) => status === "training_success");
  expect(update).toMatchObject({
    phase: "running",
    etaMs: 15 * 60_000,
    newEntries: [{ kind: "step", number: 2 }],
    raw: { messege: "training_success", data: update?.log.text },
  });
  expect(update?.log.entries).toHaveLength(2);
  expect(new Set(accounts)).toEqual(new Set(["main"]));
});

test("a handler that is still running when its process ends is called again by another one", async () => {
  const { clock, service, open } = setUpFleet();
  const calls: string[] = [];
  const hanging = await open({
    onEnd: () => {
      calls.push("hanging");
      return new Promise(() => {});
    },
  });
  const other = await open({ onEnd: () => calls.push("other") });
  await hanging.follow(service.begin(), { account: "main" });
  hanging.start();
  await clock.runUntil(() => calls.length === 1);
  void hanging.stop();
  other.start();
  await clock.runUntil(() => calls.length === 2);
  expect(calls).toEqual(["hanging", "other"]);
});
