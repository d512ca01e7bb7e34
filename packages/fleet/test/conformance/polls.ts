import { describe, expect, test } from "vitest";
import { LEASE_MS } from "../../src/store/lease.ts";
import type { Poll } from "../../src/store/poll.ts";
import type { OpenStore } from "../../src/store/store.ts";
import type { SetUp } from "../support/harness.ts";
import { pick, resultOf, stateOf } from "../support/samples.ts";

/** Long enough for a lost lease to be noticed. */
const LEASE_IS_LOST_MS = LEASE_MS + 8_000;

const idsOf = (polls: readonly Poll[]): string[] => polls.map(({ trainingId }) => trainingId);

async function claimOne(store: OpenStore): Promise<Poll> {
  const [poll] = await store.claimPolls("main", 1);
  if (!poll) throw new Error("There was no poll to claim.");
  return poll;
}

/** Tests of polls that every store passes. */
export function describePolls(setUp: SetUp): void {
  describe("polls", () => {
    test("following a training again changes nothing", async () => {
      const store = await (await setUp()).open();
      const dueAt = store.now() - 5_000;
      expect(await store.follow("training", "main", dueAt)).toBe("main");
      expect(await store.follow("training", "main", dueAt - 1_000)).toBe("main");
      expect(await store.follow("training", "second", dueAt)).toBe("main");
      expect(await store.claimPolls("main", 10)).toMatchObject([{ trainingId: "training", dueAt }]);
      expect(await store.claimPolls("second", 10)).toEqual([]);
    });

    test("no two processes get the same poll", async () => {
      const { open } = await setUp();
      const stores = await Promise.all([open(), open(), open()]);
      const ids = Array.from({ length: 30 }, (_, index) => `training-${index}`);
      for (const id of ids) await stores[0].follow(id, "main", stores[0].now() - 1_000);
      const claimed = await Promise.all(
        Array.from({ length: 12 }, (_, index) => pick(stores, index).claimPolls("main", 4)),
      );
      const rest = await stores[0].claimPolls("main", 100);
      expect([...claimed.flatMap(idsOf), ...idsOf(rest)].toSorted()).toEqual(ids.toSorted());
    });

    test("the most overdue polls come first, and those of other accounts and of the future not at all", async () => {
      const store = await (await setUp()).open();
      const now = store.now();
      await store.follow("second", "main", now - 20_000);
      await store.follow("fourth", "main", now - 5_000);
      await store.follow("other", "second", now - 90_000);
      await store.follow("first", "main", now - 60_000);
      await store.follow("future", "main", now + 60_000);
      await store.follow("third", "main", now - 10_000);
      expect(idsOf(await store.claimPolls("main", 3))).toEqual(["first", "second", "third"]);
      expect(idsOf(await store.claimPolls("main", 3))).toEqual(["fourth"]);
    });

    test("a result is written with the next poll", async () => {
      const { open, advance } = await setUp();
      const store = await open();
      await store.follow("training", "main", store.now());
      const dueAt = store.now() + 2_000;
      expect(await store.finishPoll(await claimOne(store), resultOf(store.now(), dueAt))).toBe(true);
      expect(await store.claimPolls("main", 1)).toEqual([]);
      await advance(2_000);
      const poll = await claimOne(store);
      expect(poll).toMatchObject({ trainingId: "training", dueAt });
      expect(poll.state).toMatchObject({ status: "training_started", failures: 0 });
    });

    test("a training that has ended has no next poll", async () => {
      const store = await (await setUp()).open();
      await store.follow("training", "main", store.now());
      await store.finishPoll(await claimOne(store), resultOf(store.now()));
      await store.hint("training", store.now());
      expect(await store.follow("training", "main", store.now())).toBe("main");
      expect(await store.claimPolls("main", 1)).toEqual([]);
      expect(await store.getTraining("training")).toMatchObject({ phase: "succeeded" });
    });

    test("a lost training can be followed again, under another account too", async () => {
      const store = await (await setUp()).open();
      await store.follow("training", "main", store.now());
      await store.finishPoll(await claimOne(store), resultOf(store.now(), undefined, { phase: "lost" }));
      expect(await store.follow("training", "second", store.now())).toBe("second");
      const [poll] = await store.claimPolls("second", 1);
      expect(poll).toMatchObject({ trainingId: "training", account: "second" });
      expect(poll).not.toHaveProperty("state");
    });

    test("a lease that is not renewed is lost, and its late result is discarded", async () => {
      const { open, advance } = await setUp();
      const [stopped, other] = await Promise.all([open(), open()]);
      await stopped.follow("training", "main", stopped.now());
      const late = await claimOne(stopped);
      expect(await other.claimPolls("main", 1)).toEqual([]);
      await advance(LEASE_IS_LOST_MS);
      const poll = await claimOne(other);
      expect(poll.dueAt).toBe(late.dueAt);
      expect(await stopped.renew([late.lease])).toEqual([]);
      expect(await stopped.finishPoll(late, resultOf(stopped.now(), undefined))).toBe(false);
      expect(await other.getTraining("training")).toMatchObject({ phase: "new" });
      const nextDueAt = other.now() + 60_000;
      expect(await other.finishPoll(poll, resultOf(other.now(), nextDueAt))).toBe(true);
      // Neither does it match the leases of later polls.
      expect(await stopped.finishPoll(late, resultOf(stopped.now(), undefined))).toBe(false);
      expect(await other.getTraining("training")).toMatchObject({ phase: "running" });
    });

    test("a lease that is renewed is kept", async () => {
      const { open, advance } = await setUp();
      const [store, other] = await Promise.all([open(), open()]);
      await store.follow("training", "main", store.now());
      const poll = await claimOne(store);
      for (let renewed = 0; renewed < 3; renewed++) {
        await advance(LEASE_MS / 2);
        expect(await store.renew([poll.lease])).toEqual([poll.lease]);
      }
      expect(await other.claimPolls("main", 1)).toEqual([]);
      expect(await store.finishPoll(poll, resultOf(store.now(), store.now() + 60_000))).toBe(true);
    });

    test("a released poll can be claimed at once", async () => {
      const { open } = await setUp();
      const [store, other] = await Promise.all([open(), open()]);
      const dueAt = store.now() - 1_000;
      await store.follow("training", "main", dueAt);
      await store.release([(await claimOne(store)).lease]);
      expect(await other.claimPolls("main", 1)).toMatchObject([{ trainingId: "training", dueAt }]);
    });

    test("a hint moves the next poll forward, and never back", async () => {
      const store = await (await setUp()).open();
      const now = store.now();
      await store.follow("training", "main", now + 600_000);
      await store.hint("unknown-training", now);
      await store.hint("training", now - 2_000);
      await store.hint("training", now + 300_000);
      expect(await store.claimPolls("main", 1)).toMatchObject([{ dueAt: now - 2_000 }]);
    });

    test("a hint during a poll decides when the next one is due, once", async () => {
      const store = await (await setUp()).open();
      const now = store.now();
      await store.follow("training", "main", now);
      const first = await claimOne(store);
      await store.hint("training", now);
      const next = { dueAt: now + 600_000, hintedDueAt: now - 1_000 };
      await store.finishPoll(first, resultOf(now, now, { next }));
      const second = await claimOne(store);
      expect(second.dueAt).toBe(next.hintedDueAt);
      await store.finishPoll(second, resultOf(now, now, { next }));
      expect(await store.claimPolls("main", 1)).toEqual([]);
    });

    test("a follower in another process learns that something is due", async () => {
      const { open } = await setUp();
      const store = await open();
      const queues: string[] = [];
      const stop = store.onDue((queue) => {
        if (queue !== undefined) queues.push(queue);
      });
      await store.follow("training", "main", store.now() + 600_000);
      expect(queues).toEqual([]);
      stop();
      // A store that begins to listen only now calls without a queue's name: anything may be due.
      const informed = new Promise<void>((resolve) => {
        store.onDue(() => resolve());
      });
      await store.hint("training", store.now());
      await informed;
    });

    test("status counts trainings per phase, and what is overdue", async () => {
      const store = await (await setUp()).open();
      const now = store.now();
      for (const id of ["a", "b", "c", "d"]) await store.follow(id, "main", now - 10_000);
      await store.follow("e", "second", now - 60_000);
      await store.finishPoll(await claimOne(store), resultOf(now, now + 60_000));
      await store.finishPoll(await claimOne(store), resultOf(now));
      const { trainings, overdue, latenessMs } = await store.readStatus(0);
      expect(trainings).toEqual({
        new: 3,
        queued: 0,
        running: 1,
        unknown: 0,
        succeeded: 1,
        failed: 0,
        lost: 0,
      });
      expect(overdue).toBe(3);
      expect(latenessMs).toBeGreaterThanOrEqual(60_000);
    });

    test("a state of the greatest length is stored and returned unchanged", async () => {
      const store = await (await setUp()).open();
      await store.follow("training", "main", store.now());
      const state = { ...stateOf(store.now()), lines: "1k2j3h4g5f6d7 ".repeat(15) };
      const now = store.now();
      await store.finishPoll(await claimOne(store), resultOf(now, now - 1_000, { state }));
      expect((await claimOne(store)).state).toEqual(state);
    });
  });
}
