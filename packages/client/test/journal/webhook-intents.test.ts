import { trainingStatusValues } from "@dreambooth-sandbox/client";
import type { Intent, Journal, TrainingUpdate } from "@dreambooth-sandbox/client";
import { memoryJournal } from "@dreambooth-sandbox/client/journal";
import { createWebhookHandler } from "@dreambooth-sandbox/client/webhook";
import type { IntentCandidate } from "@dreambooth-sandbox/client/webhook";
import { describe, expect, test } from "vitest";
import { intentOf, listAll } from "../support/journals.ts";
import { ID, quietClient, ready, request } from "../support/samples.ts";

const TOKEN = "0123456789abcdef0123456789abcdef";
const OTHER_TOKEN = "00000000000000000000000000000000";
const notFound = { status: "error", message: "training id not found" };

interface Setup {
  intents?: Partial<Intent>[];
  /** The service's response to the status request. */
  status?: object;
  journal?: Journal;
}

/** A handler with a journal whose first intent, `a`, has the token and, unless changed, an unknown outcome. */
async function setUp({ intents = [{}], status = ready, journal = memoryJournal() }: Setup = {}) {
  for (const [index, changes] of intents.entries()) {
    const intentId = "abc"[index] ?? "";
    const { state = "unknown", trainingId, ...rest } = changes;
    const intent = intentOf(intentId, { ...(index === 0 && { webhookToken: TOKEN }), ...rest });
    await journal.begin(intent);
    const training = trainingId === undefined ? {} : { trainingId };
    const { attemptId } = intent;
    if (state !== "sending")
      await journal.update(intentId, { attemptId, state, updatedAt: 5, reason: "reset", ...training });
  }
  const candidates: IntentCandidate[] = [];
  const updates: TrainingUpdate[] = [];
  const errors: unknown[] = [];
  let polls = 0;
  const handle = createWebhookHandler({
    client: quietClient({
      maxRetries: 0,
      fetch: async () => {
        polls++;
        return Response.json(status);
      },
    }),
    journal,
    onUpdate: (update) => updates.push(update),
    onCandidate: (candidate) => candidates.push(candidate),
    onError: (error) => errors.push(error),
  });
  const post = async (path: string, trainingId = ID, training_status = "model_ready") => {
    const body = JSON.stringify({ model_id: trainingId, training_status });
    const { status } = await handle(new Request(`https://example.com${path}`, { method: "POST", body }));
    return status;
  };
  return { journal, candidates, updates, errors, post, polls: () => polls, intent: () => journal.get("a") };
}

describe("a webhook call resolves the intent whose token it carries", () => {
  test.each([
    ["in the query", `/hook?x=1&intent_token=${TOKEN}`],
    ["in the path", `/hook/${TOKEN}`],
  ])("%s", async (_, path) => {
    const { post, intent, candidates, updates } = await setUp({ intents: [{}, {}] });
    expect(await post(path)).toBe(204);
    expect(await intent()).toMatchObject({ state: "created", trainingId: ID });
    expect(await intent()).not.toHaveProperty("reason");
    expect(updates).toHaveLength(1);
    expect(candidates).toEqual([]);
  });

  test.each(["sending", "unknown", "refused"] as const)("if it is %s", async (state) => {
    const { post, intent } = await setUp({ intents: [{ state }] });
    await post(`/?intent_token=${TOKEN}`);
    expect(await intent()).toMatchObject({ state: "created", trainingId: ID });
  });

  test("although a forged call without the token came before", async () => {
    const { post, intent } = await setUp();
    await post("/hook");
    expect(await intent()).toMatchObject({ state: "unknown" });
    await post(`/hook?intent_token=${TOKEN}`);
    expect(await intent()).toMatchObject({ state: "created", trainingId: ID });
  });
});

describe("a webhook call resolves no intent, and its training is reported,", () => {
  test.each([
    ["without a token", "/hook"],
    ["with another token", `/hook?intent_token=${OTHER_TOKEN}`],
    ["with a part of the token", `/hook?intent_token=${TOKEN.slice(1)}`],
    ["with the intent's id", "/hook?intent_token=a"],
  ])("%s", async (_, path) => {
    const { post, intent, candidates, updates } = await setUp();
    expect(await post(path)).toBe(204);
    expect(await intent()).toMatchObject({ state: "unknown", reason: "reset" });
    expect(candidates).toEqual([{ trainingId: ID, reason: "no_match" }]);
    expect(updates).toHaveLength(1);
  });

  test("if the service does not know it", async () => {
    const { post, intent, candidates, errors } = await setUp({ status: notFound });
    expect(await post(`/hook?intent_token=${TOKEN}`)).toBe(404);
    expect(await intent()).toMatchObject({ state: "unknown" });
    expect(candidates).toEqual([{ trainingId: ID, intentId: "a", reason: "not_found" }]);
    expect(errors).toMatchObject([{ code: "training_not_found" }]);
  });

  test.each(["created", "unknown"] as const)("if another intent, which is %s, has it", async (state) => {
    const { post, intent, candidates } = await setUp({ intents: [{}, { state, trainingId: ID }] });
    expect(await post(`/hook?intent_token=${TOKEN}`)).toBe(204);
    expect(await intent()).toMatchObject({ state: "unknown" });
    expect(candidates).toEqual([{ trainingId: ID, intentId: "a", reason: "owned" }]);
  });

  test("if the intent has another training, as after a create that was sent twice", async () => {
    const { post, intent, candidates } = await setUp({
      intents: [{ state: "created", trainingId: "first" }],
    });
    expect(await post(`/hook?intent_token=${TOKEN}`)).toBe(204);
    expect(await intent()).toMatchObject({ state: "created", trainingId: "first" });
    expect(candidates).toEqual([{ trainingId: ID, intentId: "a", reason: "other_training" }]);
  });
});

describe("a webhook call is only a hint", () => {
  test("and nothing is reported if no intent is undecided, or its intent has the training", async () => {
    const decided = { state: "created", trainingId: ID } as const;
    const { post, candidates } = await setUp({ intents: [decided, { state: "refused" }] });
    await post(`/hook?intent_token=${TOKEN}`);
    await post("/hook");
    await post("/hook", "another");
    expect(candidates).toEqual([]);
  });

  test("that resolves nothing while the status cannot be polled", async () => {
    const busy = { status: "error", message: "Rate limit exceeded" };
    const { post, intent, candidates } = await setUp({ status: busy });
    expect(await post(`/hook?intent_token=${TOKEN}`)).toBe(503);
    expect(await intent()).toMatchObject({ state: "unknown" });
    expect(candidates).toEqual([]);
  });

  test("that is reported once, and searches the journal once", async () => {
    const inner = memoryJournal();
    let searches = 0;
    const journal: Journal = {
      ...inner,
      list() {
        searches++;
        return inner.list();
      },
    };
    const { post, candidates } = await setUp({ journal });
    for (const status of trainingStatusValues) await post(`/hook?intent_token=${OTHER_TOKEN}`, ID, status);
    expect(candidates).toHaveLength(1);
    expect(searches).toBe(1);
  });

  test("that gets an error, and is handled again, when the journal fails", async () => {
    const inner = memoryJournal();
    let isBroken = true;
    const journal: Journal = {
      ...inner,
      update: (...args) => (isBroken ? Promise.reject(new Error("disk full")) : inner.update(...args)),
    };
    const { post, intent, errors, updates } = await setUp({ journal, intents: [{ state: "sending" }] });
    expect(await post(`/hook?intent_token=${TOKEN}`)).toBe(500);
    expect([String(errors), updates]).toEqual(["Error: disk full", []]);
    isBroken = false;
    expect(await post(`/hook?intent_token=${TOKEN}`)).toBe(204);
    expect(await intent()).toMatchObject({ state: "created", trainingId: ID });
    expect(updates).toHaveLength(1);
  });
});

test("a create whose outcome was unknown returns the training once a webhook call has come", async () => {
  const journal = memoryJournal();
  const webhooks: string[] = [];
  const client = quietClient({
    journal,
    fetch: async (url, { body }) => {
      if (url.includes("fine_tune_status")) return Response.json(ready);
      webhooks.push(JSON.parse(typeof body === "string" ? body : "").webhook);
      throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
    },
  });
  const create = () =>
    client.createTraining({ ...request, webhook: "https://example.com/hook" }, { intentId: "order-4711" });
  await expect(create()).rejects.toMatchObject({ code: "create_outcome_unknown" });
  const handle = createWebhookHandler({ client, journal, onUpdate: () => {} });
  const body = JSON.stringify({ model_id: ID });
  await handle(new Request(webhooks[0] ?? "", { method: "POST", body }));
  expect(await create()).toMatchObject({ trainingId: ID });
  expect(webhooks).toHaveLength(1);
  expect(await listAll(journal)).toMatchObject([{ state: "created", trainingId: ID }]);
});
