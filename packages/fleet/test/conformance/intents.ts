import { describe, expect, test } from "vitest";
import type { SetUp } from "../support/harness.ts";
import { collect, intentOf, pick } from "../support/samples.ts";

const created = { state: "created", trainingId: "training", updatedAt: 2_000 } as const;

/** Tests of intents that every store passes. */
export function describeIntents(setUp: SetUp): void {
  describe("intents", () => {
    test("exactly one of many callers in several processes begins an intent", async () => {
      const { open } = await setUp();
      const stores = await Promise.all([open(), open(), open()]);
      const intents = Array.from({ length: 12 }, () => intentOf("order"));
      const begun = await Promise.all(
        intents.map((intent, index) => pick(stores, index).beginIntent("main", intent)),
      );
      expect(begun.filter((result) => result.created)).toHaveLength(1);
      const winner = intents[begun.findIndex((result) => result.created)];
      expect(await stores[0].getIntent("order")).toEqual({ ...winner, account: "main" });
    });

    test("exactly one caller begins a refused intent again", async () => {
      const { open } = await setUp();
      const [store, other] = await Promise.all([open(), open()]);
      const first = intentOf("order");
      await store.beginIntent("main", first);
      const { attemptId } = first;
      await store.updateIntent("order", { attemptId, state: "refused", updatedAt: 2_000, reason: "429" }, 0);
      const again = [intentOf("order"), intentOf("order"), intentOf("order"), intentOf("order")];
      const begun = await Promise.all(
        again.map((intent, index) => (index % 2 ? other : store).beginIntent("main", intent)),
      );
      expect(begun.filter((result) => result.created)).toHaveLength(1);
    });

    test("an intent belongs to one account", async () => {
      const store = await (await setUp()).open();
      await store.beginIntent("main", intentOf("order"));
      await expect(store.beginIntent("second", intentOf("order"))).rejects.toMatchObject({
        name: "FleetError",
        code: "conflict",
      });
    });

    test("a created intent, its training, and the first poll are committed together", async () => {
      const { open, advance } = await setUp();
      const store = await open();
      const intent = intentOf("order");
      await store.beginIntent("main", intent);
      const dueAt = store.now() + 2_000;
      await store.updateIntent("order", { attemptId: intent.attemptId, ...created }, dueAt);
      expect(await store.getIntent("order")).toMatchObject({ state: "created", trainingId: "training" });
      expect(await store.getTraining("training")).toEqual({
        trainingId: "training",
        account: "main",
        phase: "new",
      });
      await advance(2_000);
      expect(await store.claimPolls("main", 10)).toMatchObject([{ trainingId: "training", dueAt }]);
    });

    test("a change of another attempt has no effect, and adds no training", async () => {
      const store = await (await setUp()).open();
      await store.beginIntent("main", intentOf("order"));
      await store.updateIntent("order", { attemptId: "another", ...created }, 0);
      expect(await store.getIntent("order")).toMatchObject({ state: "sending" });
      expect(await store.getTraining("training")).toBeUndefined();
    });

    test("two intents cannot create the same training, and nothing changes", async () => {
      const store = await (await setUp()).open();
      const [first, second] = [intentOf("order-1"), intentOf("order-2")];
      await store.beginIntent("main", first);
      await store.beginIntent("main", second);
      await store.updateIntent("order-1", { attemptId: first.attemptId, ...created }, 0);
      const change = store.updateIntent("order-2", { attemptId: second.attemptId, ...created }, 0);
      await expect(change).rejects.toMatchObject({ code: "conflict", message: /"order-1"/ });
      expect(await store.getIntent("order-2")).toMatchObject({ state: "sending" });
    });

    test("an intent is found by its webhook token", async () => {
      const store = await (await setUp()).open();
      await store.beginIntent("main", intentOf("order-1", { webhookToken: "token-1" }));
      await store.beginIntent("main", intentOf("order-2", { webhookToken: "token-2" }));
      expect(await store.findIntentByToken(["other", "token-2"])).toMatchObject({ intentId: "order-2" });
      expect(await store.findIntentByToken(["other"])).toBeUndefined();
      expect(await store.findIntentByToken([])).toBeUndefined();
    });

    test("unknown intents are parked, and those that have been sending for too long", async () => {
      const store = await (await setUp()).open();
      const unknown = intentOf("a");
      await store.beginIntent("main", unknown);
      await store.updateIntent(
        "a",
        { attemptId: unknown.attemptId, state: "unknown", updatedAt: 9_000, reason: "lost the connection" },
        0,
      );
      await store.beginIntent("second", intentOf("b", { updatedAt: 4_999, reason: "in flight" }));
      await store.beginIntent("main", intentOf("c", { updatedAt: 5_000 }));
      expect(await collect(store.listParked(5_000))).toEqual([
        { kind: "intent", intentId: "a", account: "main", reason: "lost the connection", since: 9_000 },
        { kind: "intent", intentId: "b", account: "second", reason: "in flight", since: 4_999 },
      ]);
      expect(await store.readStatus(5_000)).toMatchObject({ parkedIntents: 2 });
    });
  });
}
