import { CreateOutcomeUnknownError, isSurelyNotSent, JournalError } from "@dreambooth-sandbox/client";
import type { CreateOptions, Journal } from "@dreambooth-sandbox/client";
import { memoryJournal } from "@dreambooth-sandbox/client/journal";
import { describe, expect, test } from "vitest";
import { createFakeClock, settle } from "../support/fake-clock.ts";
import { createHeldFetch } from "../support/held-fetch.ts";
import { rejection } from "../support/rejection.ts";
import { created, ID, quietClient, request, stubFetch } from "../support/samples.ts";

const intentId = "order-4711";
const REFUSED = Response.json({ status: "error", message: "Invalid Api Key" }, { status: 401 });
const deadlineMs = 10_000;

/** A client whose journal does not respond to one of its methods, which is `called`, until `resume`. */
function setUp(name: "begin" | "update", response: object = created) {
  const inner = memoryJournal();
  let resume = () => {};
  const pending = new Promise<void>((resolve) => (resume = resolve));
  let markCalled = () => {};
  const called = new Promise<void>((resolve) => (markCalled = resolve));
  const wait = async (method: string) => {
    if (method !== name) return;
    markCalled();
    await pending;
  };
  const journal: Journal = {
    ...inner,
    begin: (...args) => wait("begin").then(() => inner.begin(...args)),
    update: (...args) => wait("update").then(() => inner.update(...args)),
  };
  const clock = createFakeClock();
  const warnings: string[] = [];
  const logger = { warn: (line: string) => void warnings.push(line) };
  const stub = stubFetch([response]);
  const client = quietClient({ clock, journal, logger, fetch: stub.fetch, maxRetries: 0 });
  const create = (options: CreateOptions = {}) => client.createTraining(request, { intentId, ...options });
  return { create, clock, warnings, calls: stub.calls, called, resume, intent: () => inner.get(intentId) };
}

describe("a journal that does not respond before the request", () => {
  test("fails the call at its deadline, and nothing was sent", async () => {
    const { create, clock, calls } = setUp("begin");
    const error = await rejection(clock.run(create({ deadlineMs })));
    expect(error).toBeInstanceOf(JournalError);
    expect(error).toMatchObject({ cause: { code: "deadline_exceeded" } });
    expect(String(error)).toContain("nothing was sent");
    expect(isSurelyNotSent(error)).toBe(true);
    expect([calls, clock.pending()]).toEqual([[], 0]);
  });

  test("ends the call at once when it is aborted, with the signal's reason", async () => {
    const { create, clock, calls, called } = setUp("begin");
    const controller = new AbortController();
    const outcome = rejection(create({ signal: controller.signal }));
    await called;
    controller.abort("enough");
    expect(await outcome).toBe("enough");
    expect([calls, clock.pending()]).toEqual([[], 0]);
  });

  test.each<[string, (controller: AbortController) => CreateOptions]>([
    ["aborted", ({ signal }) => ({ signal })],
    ["late", () => ({ deadlineMs })],
  ])("and responds when the call is %s leaves an intent that may be sent again", async (_, toOptions) => {
    const { create, clock, calls, called, resume, intent } = setUp("begin");
    const controller = new AbortController();
    const outcome = rejection(create(toOptions(controller)));
    await called;
    controller.abort("enough");
    await clock.advance(deadlineMs);
    await outcome;
    resume();
    await settle();
    expect(await intent()).toMatchObject({ state: "refused", reason: expect.stringMatching(/enough|time/) });
    expect(await create()).toMatchObject({ trainingId: ID });
    expect(calls).toHaveLength(1);
  });

  test("holds up another call with the intent until that call's own deadline", async () => {
    const { create, clock, calls, called } = setUp("begin");
    const first = rejection(create({ deadlineMs: 2 * deadlineMs }));
    await called;
    const second = rejection(create({ deadlineMs }));
    while (clock.pending() < 2) await settle();
    await clock.advance(deadlineMs);
    expect(await second).toMatchObject({ code: "deadline_exceeded" });
    await clock.advance(deadlineMs);
    expect(await first).toBeInstanceOf(JournalError);
    expect([calls, clock.pending()]).toEqual([[], 0]);
  });

  test.each<[string, (controller: AbortController) => CreateOptions]>([
    ["is aborted", ({ signal }) => ({ signal })],
    ["exceeds its deadline", () => ({ deadlineMs })],
  ])("lets another call with the intent send it when the first %s", async (_, toOptions) => {
    const { create, clock, calls, called, resume } = setUp("begin");
    const controller = new AbortController();
    const first = rejection(create(toOptions(controller)));
    await called;
    const before = clock.pending();
    const second = create({ deadlineMs: 10 * deadlineMs });
    while (clock.pending() === before) await settle();
    controller.abort("enough");
    await clock.advance(deadlineMs);
    await first;
    resume();
    expect(await second).toMatchObject({ trainingId: ID, raw: created });
    expect(calls).toHaveLength(1);
  });

  test("uses up the deadline of the request", async () => {
    const { create, clock, called, resume } = setUp("begin");
    const outcome = create({ deadlineMs });
    await called;
    await clock.advance(deadlineMs - 1);
    resume();
    expect(await outcome).toMatchObject({ trainingId: ID });
    expect(clock.waits.at(-1)).toBe(1);
  });
});

describe("a journal that does not respond after the request", () => {
  test("does not hide the training: the call returns it at its deadline, with a warning", async () => {
    const { create, clock, warnings, intent } = setUp("update");
    expect(await clock.run(create({ deadlineMs }))).toMatchObject({ trainingId: ID, raw: created });
    expect(warnings).toEqual([expect.stringContaining(`created as training ${ID}`)]);
    expect(await intent()).toMatchObject({ state: "sending" });
    expect(await rejection(create())).toBeInstanceOf(CreateOutcomeUnknownError);
  });

  test("does not hide the training when the call is aborted", async () => {
    const { create, clock, called, warnings } = setUp("update");
    const controller = new AbortController();
    const outcome = create({ signal: controller.signal });
    await called;
    controller.abort("enough");
    expect(await clock.run(outcome)).toMatchObject({ trainingId: ID });
    expect(warnings).toHaveLength(1);
    expect(clock.pending()).toBe(0);
  });

  test("does not hide a refusal", async () => {
    const { create, clock } = setUp("update", REFUSED);
    const error = await rejection(clock.run(create({ deadlineMs })));
    expect(error).toMatchObject({ code: "authentication_failed" });
  });

  test("records the outcome when it responds later", async () => {
    const { create, clock, resume, intent } = setUp("update");
    await clock.run(create({ deadlineMs }));
    resume();
    await settle();
    expect(await intent()).toMatchObject({ state: "created", trainingId: ID });
  });
});

test("after an abort the journal still has time to record what the request left", async () => {
  const held = createHeldFetch();
  const inner = memoryJournal();
  const journal: Journal = {
    ...inner,
    async update(...args) {
      await settle();
      return inner.update(...args);
    },
  };
  const clock = createFakeClock();
  const client = quietClient({ clock, journal, fetch: held.fetch });
  const controller = new AbortController();
  const outcome = rejection(client.createTraining(request, { intentId, signal: controller.signal }));
  await held.untilSent();
  controller.abort("enough");
  expect(await outcome).toBeInstanceOf(CreateOutcomeUnknownError);
  expect(await inner.get(intentId)).toMatchObject({ state: "unknown", reason: 'aborted: "enough"' });
});
