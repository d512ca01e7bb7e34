import { fileJournal, memoryJournal } from "@dreambooth-sandbox/client/journal";
import type { IntentState } from "@dreambooth-sandbox/client/journal";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTemporaryFolder, intentOf, listAll } from "../support/journals.ts";

describe.each([
  ["memoryJournal", memoryJournal],
  ["fileJournal", () => fileJournal(createTemporaryFolder())],
])("%s", (_, createJournal) => {
  test("records an intent, which get and list return", async () => {
    const journal = createJournal();
    const intent = intentOf("a", { webhookToken: "t", reason: "in flight" });
    expect(await journal.get("a")).toBeUndefined();
    expect(await listAll(journal)).toEqual([]);
    expect(await journal.begin(intent)).toEqual({ created: true });
    expect(await journal.get("a")).toEqual(intent);
    expect(await listAll(journal)).toEqual([intent]);
  });

  test("lets exactly one of many callers begin an intent, and gives the others the record", async () => {
    const journal = createJournal();
    const intents = Array.from({ length: 50 }, () => intentOf("a"));
    const results = await Promise.all(intents.map((intent) => journal.begin(intent)));
    const winner = results.findIndex(({ created }) => created);
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    const losers = results.filter((result) => !result.created);
    expect(losers).toEqual(losers.map(() => ({ created: false, existing: intents[winner] })));
    expect(await journal.get("a")).toEqual(intents[winner]);
  });

  test.each<IntentState>(["sending", "created", "unknown"])(
    "does not begin an intent that is %s",
    async (state) => {
      const journal = createJournal();
      const first = intentOf("a");
      await journal.begin(first);
      const { attemptId } = first;
      await journal.update("a", { attemptId, state, updatedAt: 5, trainingId: "T", reason: "why" });
      const existing = { ...first, state, updatedAt: 5, trainingId: "T", reason: "why" };
      expect(await journal.begin(intentOf("a"))).toEqual({ created: false, existing });
      expect(await listAll(journal)).toEqual([existing]);
    },
  );

  test("lets exactly one of many callers begin a refused intent again", async () => {
    const journal = createJournal();
    const first = intentOf("a");
    await journal.begin(first);
    for (let round = 0; round < 3; round++) {
      const { attemptId = "" } = (await journal.get("a")) ?? {};
      await journal.update("a", { attemptId, state: "refused", updatedAt: 5, reason: "offline" });
      const intents = Array.from({ length: 20 }, () => intentOf("a"));
      const results = await Promise.all(intents.map((intent) => journal.begin(intent)));
      const winner = results.findIndex(({ created }) => created);
      expect(results.filter(({ created }) => created)).toHaveLength(1);
      expect(await journal.get("a")).toEqual({ ...intents[winner], createdAt: first.createdAt });
    }
  });

  test("does not begin a refused intent with another request", async () => {
    const journal = createJournal();
    const first = intentOf("a");
    await journal.begin(first);
    const change = { attemptId: first.attemptId, state: "refused", updatedAt: 5 } as const;
    await journal.update("a", change);
    const result = await journal.begin(intentOf("a", { requestHash: "hash-2" }));
    expect(result).toEqual({ created: false, existing: { ...first, ...change } });
  });

  test("replaces the training and the reason with each change", async () => {
    const journal = createJournal();
    const first = intentOf("a", { reason: "in flight" });
    const { attemptId } = first;
    await journal.begin(first);
    await journal.update("a", {
      attemptId,
      state: "unknown",
      updatedAt: 5,
      trainingId: "T",
      reason: "reset",
    });
    expect(await journal.get("a")).toEqual({
      ...first,
      state: "unknown",
      updatedAt: 5,
      trainingId: "T",
      reason: "reset",
    });
    const { reason: _, ...kept } = first;
    await journal.update("a", { attemptId, state: "refused", updatedAt: 6 });
    expect(await journal.get("a")).toEqual({ ...kept, state: "refused", updatedAt: 6 });
  });

  test("never changes an intent that is created", async () => {
    const journal = createJournal();
    const first = intentOf("a");
    const { attemptId } = first;
    await journal.begin(first);
    await journal.update("a", { attemptId, state: "created", updatedAt: 5, trainingId: "T" });
    const before = await journal.get("a");
    await journal.update("a", { attemptId, state: "refused", updatedAt: 6 });
    await journal.update("a", { attemptId, state: "created", updatedAt: 6, trainingId: "U" });
    expect(await journal.get("a")).toEqual(before);
  });

  test("ignores what becomes of an earlier attempt", async () => {
    const journal = createJournal();
    const first = intentOf("a");
    await journal.begin(first);
    await journal.update("a", { attemptId: first.attemptId, state: "refused", updatedAt: 5 });
    const second = intentOf("a");
    await journal.begin(second);
    await journal.update("a", { attemptId: first.attemptId, state: "refused", updatedAt: 6 });
    expect(await journal.get("a")).toEqual({ ...second, createdAt: first.createdAt });
    expect(await journal.begin(intentOf("a"))).toMatchObject({ created: false });
  });

  test("rejects a change of an intent that it does not have", async () => {
    const change = { attemptId: "x", state: "refused", updatedAt: 5 } as const;
    await expect(createJournal().update("a", change)).rejects.toThrow('no intent "a"');
  });

  test("keeps ids of any characters apart", async () => {
    const journal = createJournal();
    const ids = [
      "a",
      "A",
      "a ",
      "a/b",
      "a\\b",
      "..",
      ".",
      "CON",
      "é",
      "e\u0301",
      "\0",
      "\ud800",
      "\ud801",
      "😀",
    ];
    ids.push("x".repeat(256), "x".repeat(255), "../a", "%2e%2e", '"', "\n");
    for (const id of ids)
      expect(await journal.begin(intentOf(id, { requestHash: id }))).toEqual({ created: true });
    for (const id of ids) expect(await journal.get(id)).toMatchObject({ intentId: id, requestHash: id });
    expect((await listAll(journal)).map(({ intentId }) => intentId)).toEqual(ids.toSorted());
  });

  test("returns copies", async () => {
    const journal = createJournal();
    const intent = intentOf("a");
    await journal.begin(intent);
    intent.state = "refused";
    for (const copy of [await journal.get("a"), ...(await listAll(journal))])
      if (copy) copy.state = "refused";
    expect(await journal.get("a")).toMatchObject({ state: "sending" });
  });
});

test("both journals do the same, whatever is done", async () => {
  const id = fc.constantFrom("a", "b");
  const attemptId = fc.constantFrom("1", "2", "3");
  const state = fc.constantFrom<IntentState>("created", "refused", "refused", "unknown");
  const step = fc.oneof(
    fc.record({ id, attemptId, requestHash: fc.constantFrom("x", "x", "y") }),
    fc.record({ id, attemptId, state, updatedAt: fc.nat() }),
  );
  const folder = createTemporaryFolder();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const journals = [memoryJournal(), fileJournal(`${folder}/${run++}`)];
      for (const { id, ...rest } of steps) {
        const [expected, actual] = await Promise.all(
          journals.map((journal) =>
            ("state" in rest
              ? journal.update(id, rest)
              : journal.begin(intentOf(id, { ...rest, createdAt: 1, updatedAt: 1 }))
            ).catch(String),
          ),
        );
        expect(actual).toEqual(expected);
      }
      const [expected, actual] = await Promise.all(journals.map(listAll));
      expect(actual).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});
