import { CreateOutcomeUnknownError, JournalError, ValidationError } from "@dreambooth-sandbox/client";
import type { ClientOptions, CreateOptions, IntentState, Journal } from "@dreambooth-sandbox/client";
import { memoryJournal } from "@dreambooth-sandbox/client/journal";
import { describe, expect, test } from "vitest";
import { createFakeClock, settle } from "../support/fake-clock.ts";
import { createHeldFetch } from "../support/held-fetch.ts";
import { intentOf, listAll } from "../support/journals.ts";
import { rejection } from "../support/rejection.ts";
import { created, ID, KEY, quietClient, request, stubFetch } from "../support/samples.ts";
import type { StubResponse } from "../support/samples.ts";

const intentId = "order-4711";
const REFUSED = Response.json({ status: "error", message: "Invalid Api Key" }, { status: 401 });
const LOST = new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
const OFFLINE = new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } });
const known = { trainingId: ID, status: "unknown", raw: undefined };

function setUp(responses: StubResponse[], options: ClientOptions = {}) {
  const journal = options.journal ?? memoryJournal();
  const stub = stubFetch(responses);
  const client = quietClient({ fetch: stub.fetch, journal, maxRetries: 0, ...options });
  const create = (changes: Partial<typeof request> = {}, options: CreateOptions = {}) =>
    client.createTraining({ ...request, ...changes }, { intentId, ...options });
  return { journal, client, create, calls: stub.calls, intent: () => journal.get(intentId) };
}

/** Records an intent as the same request by another process would leave it. */
async function leave(journal: Journal, state: IntentState, trainingId?: string): Promise<void> {
  const other = setUp([REFUSED], { journal: memoryJournal() });
  await other.create().catch(() => {});
  const { requestHash } = (await other.intent()) ?? { requestHash: "" };
  await journal.begin(intentOf(intentId, { requestHash, attemptId: "1", reason: "in flight elsewhere" }));
  if (state === "sending") return;
  const training = trainingId === undefined ? {} : { trainingId };
  await journal.update(intentId, {
    attemptId: "1",
    state,
    updatedAt: 5,
    reason: "lost the connection",
    ...training,
  });
}

describe("a create with a journal of its own", () => {
  test("is recorded there, although the client has none", async () => {
    const journal = memoryJournal();
    const client = quietClient({ fetch: stubFetch([created]).fetch });
    await client.createTraining(request, { intentId, journal });
    expect(await journal.get(intentId)).toMatchObject({ state: "created", trainingId: ID });
  });

  test("is recorded there, and not in the client's journal", async () => {
    const journal = memoryJournal();
    const { create, intent } = setUp([created]);
    await create({}, { journal });
    expect(await journal.get(intentId)).toMatchObject({ state: "created" });
    expect(await intent()).toBeUndefined();
  });

  test("is not sent if the journal is not an object", async () => {
    const { create, calls } = setUp([created]);
    const error = await rejection(create({}, { journal: "journal" as never }));
    expect(error).toBeInstanceOf(TypeError);
    expect(calls).toEqual([]);
  });
});

describe("a create with an intent", () => {
  test("is recorded before it is sent, and its outcome after", async () => {
    const journal = memoryJournal();
    const states: unknown[] = [];
    const clock = createFakeClock();
    const client = quietClient({
      journal,
      clock,
      fetch: async () => {
        states.push(await journal.get(intentId));
        return Response.json(created);
      },
    });
    expect(await client.createTraining(request, { intentId })).toMatchObject({
      trainingId: ID,
      raw: created,
    });
    expect(states).toEqual([
      {
        intentId,
        requestHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        attemptId: expect.stringMatching(/^[0-9a-f]{32}$/),
        state: "sending",
        createdAt: clock.now(),
        updatedAt: clock.now(),
        reason: expect.stringContaining("no outcome is recorded"),
      },
    ]);
    const { reason: _, ...recorded } = states[0] as { reason: string };
    expect(await journal.get(intentId)).toEqual({ ...recorded, state: "created", trainingId: ID });
  });

  test("returns the training of the first call from then on, and sends nothing", async () => {
    const { create, calls } = setUp([created]);
    expect(await create()).toEqual({
      trainingId: ID,
      status: "deploying_gpu",
      etaMs: 1_500_000,
      raw: created,
    });
    expect([await create(), await create()]).toEqual([known, known]);
    expect(calls).toHaveLength(1);
  });

  test("is not sent again while its outcome is unknown, and throws what is known", async () => {
    const response = Response.json({ status: "success", data: { model_id: 77 } });
    const { create, calls, intent } = setUp([response]);
    const first = await rejection(create());
    expect(first).toBeInstanceOf(CreateOutcomeUnknownError);
    expect(await intent()).toMatchObject({
      state: "unknown",
      trainingId: "77",
      reason: expect.stringContaining("UnexpectedResponseError"),
    });
    const second = await rejection(create());
    expect(second).toBeInstanceOf(CreateOutcomeUnknownError);
    expect(second).toMatchObject({
      trainingId: "77",
      message: expect.stringContaining("UnexpectedResponseError"),
    });
    expect(calls).toHaveLength(1);
  });

  test("is not sent while another process sends it, or after that process crashed", async () => {
    const { create, calls, journal } = setUp([created]);
    await leave(journal, "sending");
    const error = await rejection(create());
    expect(error).toBeInstanceOf(CreateOutcomeUnknownError);
    expect(String(error)).toContain("in flight elsewhere");
    expect(calls).toHaveLength(0);
  });

  test("returns the training that another process created", async () => {
    const { create, calls, journal } = setUp([created]);
    await leave(journal, "created", "fromElsewhere");
    expect(await create()).toEqual({ ...known, trainingId: "fromElsewhere" });
    expect(calls).toHaveLength(0);
  });

  test.each([
    ["the service refused it", REFUSED, "AuthenticationError"],
    ["it surely was not sent", OFFLINE, "ConnectionError"],
  ])("is sent again when %s", async (_, response, reason) => {
    const { create, calls, intent } = setUp([response, created]);
    await rejection(create());
    expect(await intent()).toMatchObject({ state: "refused", reason: expect.stringContaining(reason) });
    expect(await create()).toMatchObject({ trainingId: ID, raw: created });
    expect(await create()).toEqual(known);
    expect(calls).toHaveLength(2);
  });

  test.each<IntentState>(["sending", "created", "refused", "unknown"])(
    "refuses another request under an id that is %s",
    async (state) => {
      const { create, calls, journal } = setUp([created]);
      await leave(journal, state, "T");
      const error = await rejection(create({ seed: 1 }));
      expect(error).toBeInstanceOf(ValidationError);
      expect(String(error)).toContain(`"${intentId}" was recorded with another request`);
      expect(calls).toHaveLength(0);
    },
  );

  test("knows the same request in another order, with digits as a string, and with another key", async () => {
    const { create, client, calls } = setUp([created]);
    await create();
    const reversed = Object.fromEntries(Object.entries(request).toReversed()) as typeof request;
    const same = { ...reversed, seed: "0", max_train_steps: "14", key: "other" };
    expect(await client.createTraining(same, { intentId })).toEqual(known);
    expect(calls).toHaveLength(1);
  });

  test("is independent of other ids and of creates without one", async () => {
    const { create, client, calls, journal } = setUp([created]);
    await create();
    await create({}, { intentId: "order-4712" });
    await client.createTraining(request);
    expect(calls).toHaveLength(3);
    expect(await listAll(journal)).toMatchObject([{ intentId }, { intentId: "order-4712" }]);
  });
});

describe("a create with an intent leaves no record", () => {
  test("when the request is invalid", async () => {
    const { create, journal } = setUp([created]);
    expect(await rejection(create({ images: [] }))).toBeInstanceOf(ValidationError);
    expect(await listAll(journal)).toEqual([]);
  });

  test("when it is aborted before", async () => {
    const { create, journal } = setUp([created]);
    expect(await rejection(create({}, { signal: AbortSignal.abort("no longer") }))).toBe("no longer");
    expect(await listAll(journal)).toEqual([]);
  });

  test.each([
    ["an empty id", { intentId: "" }, "a string of 1 to 256 characters"],
    ["an id that is too long", { intentId: "x".repeat(257) }, "a string of 1 to 256 characters"],
    ["a wrong option", { intentId, timeoutMs: -1 }, "timeoutMs"],
  ])("for %s", async (_, options, message) => {
    const { create, journal, calls } = setUp([created]);
    const error = await rejection(create({}, options));
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain(message);
    expect([await listAll(journal), calls]).toEqual([[], []]);
  });

  test("without a journal, and is not sent", async () => {
    const stub = stubFetch([created]);
    const error = await rejection(quietClient({ fetch: stub.fetch }).createTraining(request, { intentId }));
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain("needs a journal");
    expect(stub.calls).toHaveLength(0);
  });
});

describe("calls with one intent in one process", () => {
  test("share one request and its training, whichever client sends it", async () => {
    const held = createHeldFetch();
    const journal = memoryJournal();
    const clients = [setUp([], { journal, fetch: held.fetch }), setUp([], { journal, fetch: held.fetch })];
    const outcomes = [...clients, ...clients].map(({ create }) => create());
    await held.untilSent();
    held.respond();
    const trainings = await Promise.all(outcomes);
    // A call whose request is hashed after the response gets the training from the journal, without `raw`.
    expect(trainings.map(({ trainingId }) => trainingId)).toEqual(trainings.map(() => ID));
    expect(trainings).toContainEqual(expect.objectContaining({ raw: created }));
    expect(held.sent()).toBe(1);
  });

  test("share an unknown outcome", async () => {
    const { create, calls } = setUp([LOST]);
    const errors = await Promise.all([rejection(create()), rejection(create())]);
    expect(errors.map((error) => error instanceof CreateOutcomeUnknownError)).toEqual([true, true]);
    expect(calls).toHaveLength(1);
  });

  test("must have the same request", async () => {
    const held = createHeldFetch();
    const { create } = setUp([], { fetch: held.fetch });
    const first = create();
    await held.untilSent();
    expect(await rejection(create({ seed: 1 }))).toBeInstanceOf(ValidationError);
    held.respond();
    expect(await first).toMatchObject({ trainingId: ID });
    expect(held.sent()).toBe(1);
  });

  test("end each by its own signal and deadline, while the create continues", async () => {
    const held = createHeldFetch();
    const clock = createFakeClock();
    const { create, intent } = setUp([], { fetch: held.fetch, clock });
    const controller = new AbortController();
    const first = create();
    await held.untilSent();
    const aborted = rejection(create({}, { signal: controller.signal }));
    const late = rejection(create({}, { deadlineMs: 1_000 }));
    // The request is hashed first, on another thread.
    while (!clock.waits.includes(1_000)) await settle();
    controller.abort("enough");
    expect(await aborted).toBe("enough");
    await clock.advance(1_000);
    expect(await late).toMatchObject({ code: "deadline_exceeded" });
    expect(await intent()).toMatchObject({ state: "sending" });
    held.respond();
    expect(await first).toMatchObject({ trainingId: ID });
    expect(await intent()).toMatchObject({ state: "created" });
  });

  test("are sent by the second one if the first is aborted before it sent anything", async () => {
    const inner = memoryJournal();
    const controller = new AbortController();
    const journal: Journal = {
      ...inner,
      async begin(intent) {
        const result = await inner.begin(intent);
        // Meanwhile the second call finds the create in flight.
        await settle();
        controller.abort("first");
        return result;
      },
    };
    const { create, calls, intent } = setUp([created], { journal });
    const outcomes = [rejection(create({}, { signal: controller.signal })), create()];
    expect(await Promise.all(outcomes)).toMatchObject(["first", { trainingId: ID }]);
    expect(calls).toHaveLength(1);
    expect(await intent()).toMatchObject({ state: "created", trainingId: ID });
  });
});

describe("the record of a create", () => {
  test("is refused, with the reason, when the caller aborts between two attempts", async () => {
    const clock = createFakeClock();
    const controller = new AbortController();
    const { create, intent } = setUp([OFFLINE], { clock, maxRetries: 3 });
    const outcome = rejection(create({}, { signal: controller.signal }));
    while (clock.pending() !== 1 || clock.waits.at(-1) === 60_000) await settle();
    controller.abort(new Error("closing time"));
    expect(await outcome).toEqual(new Error("closing time"));
    expect(await intent()).toMatchObject({ state: "refused", reason: "aborted: Error: closing time" });
  });

  test("is unknown, with the reason, when the caller aborts a request in flight", async () => {
    const held = createHeldFetch();
    const controller = new AbortController();
    const { create, intent } = setUp([], { fetch: held.fetch });
    const outcome = rejection(create({}, { signal: controller.signal }));
    await held.untilSent();
    controller.abort(new Error("closing time"));
    expect(await outcome).toBeInstanceOf(CreateOutcomeUnknownError);
    expect(await intent()).toMatchObject({ state: "unknown", reason: "aborted: Error: closing time" });
  });

  test("never contains the API key", async () => {
    const journal = memoryJournal();
    const { create } = setUp([Response.json({ status: "error", message: `no ${KEY}` }, { status: 500 })], {
      journal,
    });
    await rejection(create());
    const shown = JSON.stringify(await listAll(journal));
    expect(shown).toContain("[redacted]");
    expect(shown).not.toContain("k3y");
  });
});

describe("when the journal fails", () => {
  const disk = new Error(`ENOSPC: no space left on ${KEY}`);
  const failing = (name: keyof Journal): Journal => ({
    ...memoryJournal(),
    [name]: () => Promise.reject(disk),
  });

  test("to record the intent, nothing is sent", async () => {
    const { create, calls } = setUp([created], { journal: failing("begin") });
    const error = await rejection(create());
    expect(error).toBeInstanceOf(JournalError);
    expect(error).toMatchObject({ code: "journal_failed", cause: disk });
    expect(String(error)).toContain("nothing was sent: Error: ENOSPC");
    expect(String(error)).not.toContain(KEY);
    expect(calls).toHaveLength(0);
  });

  test("to record the training, it is returned with a warning, and the outcome counts as unknown", async () => {
    const lines: string[] = [];
    const logger = { warn: (line: string) => void lines.push(line) };
    const { create, calls, intent } = setUp([created], { journal: failing("update"), logger });
    expect(await create()).toMatchObject({ trainingId: ID });
    expect(lines).toEqual([expect.stringContaining(`created as training ${ID}`)]);
    expect(lines[0]).toContain("ENOSPC");
    expect(lines[0]).not.toContain(KEY);
    expect(await intent()).toMatchObject({ state: "sending" });
    expect(await rejection(create())).toBeInstanceOf(CreateOutcomeUnknownError);
    expect(calls).toHaveLength(1);
  });

  test("to record a failure, the failure is thrown", async () => {
    const { create } = setUp([REFUSED], { journal: failing("update") });
    expect(await rejection(create())).toMatchObject({ code: "authentication_failed" });
  });

  test("to resolve an intent, it throws", async () => {
    const { client } = setUp([created], { journal: failing("get") });
    expect(await rejection(client.resolveIntent(intentId, { notCreated: true }))).toBeInstanceOf(
      JournalError,
    );
  });
});
