import { describe, expect, test } from "vitest";
import type { PendingEvent } from "../../src/store/event.ts";
import type { OpenStore } from "../../src/store/store.ts";
import type { SetUp } from "../support/harness.ts";
import { collect, resultOf, storedUpdateOf } from "../support/samples.ts";

/** Makes one poll of a training, with one update event and, at the end, an end event. */
async function poll(store: OpenStore, trainingId: string, line: string, isLast = false): Promise<void> {
  const [claimed] = await store.claimPolls("main", 1);
  if (claimed?.trainingId !== trainingId) throw new Error(`The poll of ${trainingId} was not due.`);
  const now = store.now();
  await store.finishPoll(
    claimed,
    resultOf(now, isLast ? undefined : now, {
      update: storedUpdateOf(trainingId, line),
      events: isLast ? ["update", "end"] : ["update"],
    }),
  );
}

async function claimEvent(store: OpenStore): Promise<PendingEvent> {
  const [event, ...others] = await store.claimEvents(10);
  if (!event || others.length > 0) throw new Error("There was not exactly one event to claim.");
  return event;
}

const lastLine = ({ update }: PendingEvent): string => update?.log.split(" /n ").at(-1) ?? "";

/** Tests of events that every store passes. */
export function describeEvents(setUp: SetUp): void {
  describe("events", () => {
    test("come in order, one at a time, each with its own update", async () => {
      const store = await (await setUp()).open();
      await store.follow("training", "main", store.now());
      await poll(store, "training", "one");
      await poll(store, "training", "two");
      await poll(store, "training", "three", true);
      const seen: string[] = [];
      for (let count = 0; count < 4; count++) {
        const event = await claimEvent(store);
        expect(await store.claimEvents(10)).toEqual([]);
        seen.push(`${event.sequence} ${event.kind} ${lastLine(event)}`);
        expect(await store.finishEvent(event, { handled: true })).toBe(true);
      }
      expect(seen).toEqual(["1 update one", "2 update two", "3 update three", "4 end three"]);
      expect(await store.claimEvents(10)).toEqual([]);
      expect(await store.readStatus(0)).toMatchObject({ pendingEvents: 0 });
    });

    test("recorded while an earlier one is handled are not forgotten", async () => {
      const store = await (await setUp()).open();
      await store.follow("training", "main", store.now());
      await poll(store, "training", "one");
      const first = await claimEvent(store);
      await poll(store, "training", "two");
      await store.finishEvent(first, { handled: true });
      expect(lastLine(await claimEvent(store))).toBe("two");
    });

    test("of different trainings do not wait for each other", async () => {
      const { open } = await setUp();
      const [store, other] = await Promise.all([open(), open()]);
      await store.follow("a", "main", store.now() - 5_000);
      await poll(store, "a", "one", true);
      await store.follow("b", "main", store.now() - 5_000);
      await poll(store, "b", "one", true);
      const claimed = [...(await store.claimEvents(1)), ...(await other.claimEvents(1))];
      expect(claimed.map(({ trainingId }) => trainingId).toSorted()).toEqual(["a", "b"]);
    });

    test("that failed are retried later, before any later one", async () => {
      const { open, advance } = await setUp();
      const store = await open();
      await store.follow("training", "main", store.now());
      await poll(store, "training", "one", true);
      const first = await claimEvent(store);
      await store.finishEvent(first, { retryAt: store.now() + 2_000, reason: "Error: no" });
      expect(await store.claimEvents(10)).toEqual([]);
      await advance(2_000);
      expect(await claimEvent(store)).toMatchObject({ sequence: first.sequence, attempts: 1 });
    });

    test("that are parked let later ones pass, and can be retried", async () => {
      const store = await (await setUp()).open();
      await store.follow("training", "main", store.now());
      await poll(store, "training", "one", true);
      await store.finishEvent(await claimEvent(store), { parked: "Error: no" });
      const second = await claimEvent(store);
      expect(second.kind).toBe("end");
      await store.finishEvent(second, { handled: true });
      expect(await store.readStatus(0)).toMatchObject({ pendingEvents: 0, parkedEvents: 1 });
      expect(await collect(store.listParked(0))).toMatchObject([
        { kind: "event", trainingId: "training", account: "main", event: "update", reason: "Error: no" },
      ]);
      expect(await store.retryParkedEvents()).toBe(1);
      expect(await claimEvent(store)).toMatchObject({ kind: "update", attempts: 0 });
      expect(await collect(store.listParked(0))).toEqual([]);
    });

    test("carry the error of a training that was lost", async () => {
      const store = await (await setUp()).open();
      await store.follow("training", "main", store.now());
      const [claimed] = await store.claimPolls("main", 1);
      const error = {
        name: "TrainingNotFoundError",
        code: "training_not_found",
        message: "no such training",
      };
      if (claimed)
        await store.finishPoll(
          claimed,
          resultOf(store.now(), undefined, { phase: "lost", events: ["end"], error }),
        );
      const event = await claimEvent(store);
      expect(event).toMatchObject({ kind: "end", error });
      expect(event).not.toHaveProperty("update");
    });

    test("are committed with the result that they are about, or not at all", async () => {
      const store = await (await setUp()).open();
      await store.follow("training", "main", store.now());
      const [claimed] = await store.claimPolls("main", 1);
      if (!claimed) throw new Error("There was no poll to claim.");
      const lost = { ...claimed, lease: { ...claimed.lease, attempt: claimed.lease.attempt + 1 } };
      expect(await store.finishPoll(lost, resultOf(store.now(), undefined, { events: ["end"] }))).toBe(false);
      expect(await store.claimEvents(1)).toEqual([]);
      expect(await store.getTraining("training")).toMatchObject({ phase: "new" });
    });
  });
}
