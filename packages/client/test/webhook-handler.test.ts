import { describe, expect, test, vi } from "vitest";
import {
  AuthenticationError,
  ConnectionError,
  DeadlineError,
  RateLimitError,
  TrainingNotFoundError,
} from "../src/errors.ts";
import { readUpdate } from "../src/operations/read-update.ts";
import type { TrainingUpdate } from "../src/training-update.ts";
import { createWebhookHandler } from "../src/webhook/index.ts";
import type { WebhookHandlerOptions } from "../src/webhook/index.ts";

type StatusSource = WebhookHandlerOptions["client"];

const url = "https://example.com/hooks/training";
const token = "correct-horse-battery-staple";
const hints = {
  started: { model_id: "F5jvdzGnYi", training_status: "training_started", logs: "Step:1" },
  ready: { model_id: "F5jvdzGnYi", training_status: "model_ready", logs: "Model loaded successfully" },
};

function createUpdate(status: string, log = ""): TrainingUpdate {
  const update = readUpdate("F5jvdzGnYi", { status: "success", messege: status, data: log });
  if (!update) throw new Error("no status");
  return update;
}

function setUp(options: Partial<WebhookHandlerOptions> = {}) {
  const getTrainingStatus = vi.fn<StatusSource["getTrainingStatus"]>(async () =>
    createUpdate("training_started"),
  );
  const onUpdate = vi.fn<WebhookHandlerOptions["onUpdate"]>();
  const onError = vi.fn<(error: unknown) => void>();
  const handle = createWebhookHandler({ client: { getTrainingStatus }, onUpdate, onError, ...options });
  const post = (body: unknown, target = url) =>
    handle(
      new Request(target, { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) }),
    );
  return { getTrainingStatus, onUpdate, onError, handle, post };
}

describe("createWebhookHandler", () => {
  test("passes on the service's status, not the call's claim", async () => {
    const { post, onUpdate, getTrainingStatus } = setUp();
    const response = await post(hints.ready);
    expect(response.status).toBe(204);
    expect(getTrainingStatus).toHaveBeenCalledWith("F5jvdzGnYi", {
      signal: expect.any(AbortSignal),
      deadlineMs: 25_000,
    });
    expect(onUpdate).toHaveBeenCalledExactlyOnceWith(createUpdate("training_started"));
  });

  test("takes a form", async () => {
    const { post, onUpdate } = setUp();
    expect((await post(String(new URLSearchParams(hints.started)))).status).toBe(204);
    expect(onUpdate).toHaveBeenCalledOnce();
  });

  test("takes a call without a content type", async () => {
    const { handle, onUpdate } = setUp();
    const body = new TextEncoder().encode(JSON.stringify(hints.started));
    expect((await handle(new Request(url, { method: "POST", body }))).status).toBe(204);
    expect(onUpdate).toHaveBeenCalledOnce();
  });

  test("polls once for repeated calls", async () => {
    const { post, onUpdate, getTrainingStatus } = setUp();
    const responses = await Promise.all([post(hints.started), post(hints.started), post(hints.started)]);
    responses.push(await post(hints.started));
    expect(responses.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect(getTrainingStatus).toHaveBeenCalledOnce();
    expect(onUpdate).toHaveBeenCalledOnce();
  });

  test("passes no state on twice", async () => {
    const { post, onUpdate } = setUp();
    await post(hints.started);
    await post({ ...hints.started, logs: "the same in other words" });
    expect(onUpdate).toHaveBeenCalledOnce();
  });

  test("is not silenced by a forged call that comes before the true one", async () => {
    const { post, onUpdate, getTrainingStatus } = setUp();
    await post(hints.ready);
    getTrainingStatus.mockResolvedValue(createUpdate("model_ready"));
    await post(hints.ready);
    expect(onUpdate.mock.calls.map(([update]) => update.status)).toEqual(["training_started", "model_ready"]);
  });

  test("never runs two updates of one training at a time", async () => {
    const running: string[] = [];
    const { post, getTrainingStatus } = setUp({
      onUpdate: async ({ status }) => {
        running.push(`${status} begins`);
        await new Promise(setImmediate);
        running.push(`${status} ends`);
      },
    });
    getTrainingStatus.mockResolvedValueOnce(createUpdate("training_started"));
    getTrainingStatus.mockResolvedValueOnce(createUpdate("model_ready"));
    await Promise.all([post(hints.started), post(hints.ready)]);
    expect(running).toEqual([
      "training_started begins",
      "training_started ends",
      "model_ready begins",
      "model_ready ends",
    ]);
  });

  test("handles a call again after onUpdate threw", async () => {
    const { post, onUpdate, onError } = setUp();
    const failure = new Error("the database is away");
    onUpdate.mockRejectedValueOnce(failure);
    const [failed, repeated] = await Promise.all([post(hints.started), post(hints.started)]);
    expect([failed.status, repeated.status]).toEqual([500, 204]);
    expect(onError).toHaveBeenCalledExactlyOnceWith(failure);
    expect(onUpdate).toHaveBeenCalledTimes(2);
  });

  test("forgets the oldest of more than a thousand trainings", async () => {
    const { post, getTrainingStatus } = setUp();
    for (let i = 0; i <= 1_000; i++) await post({ ...hints.started, model_id: String(i) });
    await post({ ...hints.started, model_id: "1" });
    expect(getTrainingStatus).toHaveBeenCalledTimes(1_001);
    await post({ ...hints.started, model_id: "0" });
    expect(getTrainingStatus).toHaveBeenCalledTimes(1_002);
  });

  test.each([
    [new TrainingNotFoundError("no such training"), 404, null],
    [new RateLimitError("too many", { retryAfterMs: 12_300 }), 503, "13"],
    [
      new ConnectionError("refused", {
        cause: new Error("ECONNREFUSED"),
        surelyNotSent: true,
        isTransient: true,
      }),
      503,
      "30",
    ],
    [new DeadlineError("would take too long"), 503, "30"],
    [new AuthenticationError("wrong key"), 500, null],
    [new Error("a bug"), 500, null],
  ])("responds to %s with %i", async (error, status, retryAfter) => {
    const { post, getTrainingStatus, onUpdate, onError } = setUp();
    getTrainingStatus.mockRejectedValue(error);
    const response = await post(hints.started);
    expect([response.status, response.headers.get("retry-after")]).toEqual([status, retryAfter]);
    expect(await response.text()).not.toContain(error.message);
    expect(onError).toHaveBeenCalledExactlyOnceWith(error);
    expect(onUpdate).not.toHaveBeenCalled();
  });

  test.each([
    ["the service is slow", {}],
    ["onUpdate is slow", { onUpdate: () => new Promise(() => {}) }],
  ])("responds with 503 in time when %s", async (_, options) => {
    const { post, getTrainingStatus, onError } = setUp({ deadlineMs: 20, ...options });
    if (!("onUpdate" in options)) getTrainingStatus.mockImplementation(() => new Promise(() => {}));
    const response = await post(hints.started);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "30"]);
    expect(getTrainingStatus.mock.calls[0]?.[1]?.signal?.aborted).toBe(true);
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: "timeout" }));
  });

  test("responds in time when the body never ends", async () => {
    const { handle } = setUp({ deadlineMs: 20 });
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) });
    const request = new Request(url, { method: "POST", body, duplex: "half" } as RequestInit);
    expect((await handle(request)).status).toBe(503);
  });

  test("does not poll for calls that waited too long for their turn", async () => {
    const { post, getTrainingStatus, onUpdate } = setUp({ deadlineMs: 20 });
    let finish = () => {};
    onUpdate.mockImplementation(() => new Promise<void>((resolve) => (finish = resolve)));
    const responses = await Promise.all([post(hints.started), post(hints.ready)]);
    finish();
    await new Promise(setImmediate);
    expect(responses.map(({ status }) => status)).toEqual([503, 503]);
    expect(getTrainingStatus).toHaveBeenCalledOnce();
  });

  test("survives an onError that throws", async () => {
    const onError = () => {
      throw new Error("the log is full");
    };
    const { post } = setUp({ onError, onUpdate: () => Promise.reject(new Error("x")) });
    expect((await post(hints.started)).status).toBe(500);
  });

  test("needs no onError", async () => {
    const { post } = setUp({ onError: undefined, onUpdate: () => Promise.reject(new Error("x")) });
    expect((await post(hints.started)).status).toBe(500);
  });

  test("allows POST only", async () => {
    const { handle } = setUp();
    const response = await handle(new Request(url));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("reads no more than the largest body", async () => {
    const { handle, getTrainingStatus } = setUp();
    let pulls = 0;
    const body = new ReadableStream({
      pull: (controller) => (pulls++, controller.enqueue(new Uint8Array(16_384))),
    });
    const request = new Request(url, { method: "POST", body, duplex: "half" } as RequestInit);
    expect((await handle(request)).status).toBe(413);
    expect(pulls).toBeLessThan(10);
    expect(getTrainingStatus).not.toHaveBeenCalled();
  });

  test.each(["", "<html>", "[]", '{"model_id":""}'])("responds to %j with 400", async (body) => {
    const { post, getTrainingStatus } = setUp();
    expect((await post(body)).status).toBe(400);
    expect(getTrainingStatus).not.toHaveBeenCalled();
  });

  describe("with a token", () => {
    test("takes calls that carry it", async () => {
      const { post } = setUp({ token });
      expect((await post(hints.started, `${url}?token=${token}`)).status).toBe(204);
    });

    test.each([
      ["none", url],
      ["an empty one", `${url}?token=`],
      ["the beginning", `${url}?token=${token.slice(0, -1)}`],
      ["more than it", `${url}?token=${token}e`],
      ["another", `${url}?token=${token.replace("c", "C")}`],
    ])("refuses calls that carry %s, before it reads them", async (_, target) => {
      const { post, onError, getTrainingStatus } = setUp({ token });
      const response = await post(hints.started, target);
      expect(response.status).toBe(403);
      expect(JSON.stringify([await response.text(), [...response.headers]])).not.toContain(token);
      expect(onError).not.toHaveBeenCalled();
      expect(getTrainingStatus).not.toHaveBeenCalled();
    });

    test.each(["", "short"])("refuses to be made with the guessable token %j", (guessable) => {
      expect(() => setUp({ token: guessable })).toThrow(
        new TypeError(`token must be a string of at least 16 characters (got ${guessable.length}).`),
      );
    });
  });
});
