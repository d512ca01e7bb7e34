import { ValidationError } from "@dreambooth-sandbox/client";
import { memoryJournal } from "@dreambooth-sandbox/client/journal";
import { describe, expect, test } from "vitest";
import { createHeldFetch } from "../support/held-fetch.ts";
import { intentOf } from "../support/journals.ts";
import { rejection } from "../support/rejection.ts";
import { created, ID, quietClient, request, stubFetch } from "../support/samples.ts";

const intentId = "order-4711";
const LOST = new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });

/** Sets up a client with an intent whose outcome is unknown. */
async function setUp() {
  const journal = memoryJournal();
  const stub = stubFetch([LOST, created]);
  const client = quietClient({ fetch: stub.fetch, journal });
  const create = () => client.createTraining(request, { intentId });
  await rejection(create());
  return { journal, client, create, calls: stub.calls, intent: () => journal.get(intentId) };
}

describe("resolveIntent", () => {
  test("makes the create return the training that the caller found", async () => {
    const { client, create, calls, intent } = await setUp();
    await client.resolveIntent(intentId, { trainingId: "found" });
    expect(await create()).toEqual({ trainingId: "found", status: "unknown", raw: undefined });
    expect(calls).toHaveLength(1);
    expect(await intent()).not.toHaveProperty("reason");
  });

  test("makes the create send again when none was created", async () => {
    const { client, create, calls, intent } = await setUp();
    await client.resolveIntent(intentId, { notCreated: true });
    expect(await intent()).toMatchObject({ state: "refused", reason: "resolved as not created" });
    expect(await create()).toMatchObject({ trainingId: ID, raw: created });
    expect(calls).toHaveLength(2);
  });

  test("resolves an intent that a process left behind when it crashed", async () => {
    const { client, journal } = await setUp();
    await journal.begin(intentOf("crashed"));
    await client.resolveIntent("crashed", { trainingId: "found" });
    expect(await journal.get("crashed")).toMatchObject({ state: "created", trainingId: "found" });
  });

  test("accepts the same resolution again, and no other", async () => {
    const { client, intent } = await setUp();
    await client.resolveIntent(intentId, { trainingId: "found" });
    await client.resolveIntent(intentId, { trainingId: "found" });
    for (const other of [{ trainingId: "other" }, { notCreated: true }] as const) {
      const error = await rejection(client.resolveIntent(intentId, other));
      expect(error).toBeInstanceOf(ValidationError);
      expect(String(error)).toContain("it created training found");
    }
    expect(await intent()).toMatchObject({ state: "created", trainingId: "found" });
  });

  test("refuses a training that another intent created", async () => {
    const { client, journal, intent } = await setUp();
    const other = intentOf("other");
    await journal.begin(other);
    await journal.update("other", {
      attemptId: other.attemptId,
      state: "created",
      updatedAt: 5,
      trainingId: ID,
    });
    const error = await rejection(client.resolveIntent(intentId, { trainingId: ID }));
    expect(error).toBeInstanceOf(ValidationError);
    expect(String(error)).toContain('intent "other" created the training');
    expect(await intent()).toMatchObject({ state: "unknown" });
  });

  test("refuses an intent that the journal does not have", async () => {
    const { client } = await setUp();
    const error = await rejection(client.resolveIntent("missing", { notCreated: true }));
    expect(error).toBeInstanceOf(ValidationError);
    expect(String(error)).toContain("the journal does not have it");
  });

  test("refuses an intent that this process is sending", async () => {
    const held = createHeldFetch();
    const client = quietClient({ journal: memoryJournal(), fetch: held.fetch });
    const outcome = client.createTraining(request, { intentId });
    await held.untilSent();
    const error = await rejection(client.resolveIntent(intentId, { notCreated: true }));
    expect(error).toBeInstanceOf(ValidationError);
    expect(String(error)).toContain("this process is sending it");
    held.respond();
    expect(await outcome).toMatchObject({ trainingId: ID });
  });

  test.each([
    ["both resolutions", { trainingId: "found", notCreated: true }],
    ["neither", {}],
    ["null", null],
    ["notCreated: false", { notCreated: false }],
  ])("refuses %s", async (_, resolution) => {
    const { client, intent } = await setUp();
    const error = await rejection(client.resolveIntent(intentId, resolution as { notCreated: true }));
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain("{ trainingId } or { notCreated: true }");
    expect(await intent()).toMatchObject({ state: "unknown" });
  });

  test("refuses an id that is not one, and needs a journal", async () => {
    const { client } = await setUp();
    expect(await rejection(client.resolveIntent("", { notCreated: true }))).toBeInstanceOf(TypeError);
    const wrong = client.resolveIntent(intentId, { trainingId: "" });
    expect(await rejection(wrong)).toBeInstanceOf(ValidationError);
    const without = quietClient({}).resolveIntent(intentId, { notCreated: true });
    expect(String(await rejection(without))).toContain("needs a journal");
  });
});
