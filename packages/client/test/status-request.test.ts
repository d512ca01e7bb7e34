import { ConnectionError, DeadlineError, RateLimitError, TimeoutError } from "@dreambooth-sandbox/client";
import { EventEmitter, getEventListeners, once } from "node:events";
import { describe, expect, test } from "vitest";
import { createFakeClock, impatientClock } from "./support/fake-clock.ts";
import { halfBody, json, reset, silence, startServer, text, trickle } from "./support/hostile-server.ts";
import type { Respond } from "./support/hostile-server.ts";
import { rejection } from "./support/rejection.ts";
import { ID, KEY, quietClient, rateLimited, ready, started, stubFetch } from "./support/samples.ts";

describe("getTrainingStatus", () => {
  test("reads status, progress, estimate and log", async () => {
    const stub = stubFetch([started]);
    const update = await quietClient({ fetch: stub.fetch }).getTrainingStatus(ID);
    expect(update).toMatchObject({
      trainingId: ID,
      status: "training_started",
      phase: "running",
      progress: 1 / 6,
      etaMs: 1_800_000,
      raw: started,
    });
    expect(update.newEntries).toEqual(update.log.entries);
    expect(stub.calls[0]?.url).toBe(
      "https://stablediffusionapi.com/api/sandbox/v3/fine_tune_status/F5jvdzGnYi",
    );
    expect(stub.calls[0]?.body).toBe(JSON.stringify({ key: KEY }));
  });

  test.each(["a b/c?d#e", "..%2F", "ä$&", "$1"])("sends the id %j as one segment of the path", async (id) => {
    const stub = stubFetch([started]);
    await quietClient({ fetch: stub.fetch }).getTrainingStatus(id);
    expect(stub.calls[0]?.url.split("/fine_tune_status/")[1]).toBe(encodeURIComponent(id));
  });

  test.each(["", ".", "..", undefined, 7])("refuses the id %j", async (id) => {
    const stub = stubFetch([started]);
    const error = await rejection(quietClient({ fetch: stub.fetch }).getTrainingStatus(id as string));
    expect(error).toMatchObject({ code: "invalid_request", problems: [{ field: "training_id" }] });
    expect(stub.calls).toHaveLength(0);
  });
});

describe("retries of a status request", () => {
  const passing: [string, Respond][] = [
    ["a reset connection", reset],
    ["half a response", halfBody],
    ["408", text("", 408)],
    ["408 with reasons for a field", json({ status: "error", message: { key: ["late"] } }, 408)],
    ["500 with reasons for a field", json({ status: "error", message: { key: ["late"] } }, 500)],
    ["429", text("", 429)],
    ["500", text("oops", 500)],
    ["502 with HTML", text("<html>bad gateway</html>", 502)],
    ["Rate limit exceeded under 200", json({ ...rateLimited, tips: "" })],
  ];
  test.each(passing)("overcome %s", async (_, respond) => {
    await using server = await startServer((response, count, request) =>
      (count < 3 ? respond : json(ready))(response, count, request),
    );
    const client = quietClient({ baseUrl: server.url, clock: impatientClock });
    expect(await client.getTrainingStatus(ID)).toMatchObject({ status: "model_ready" });
    expect(server.bodies).toHaveLength(3);
  });

  test("overcome a timeout", async () => {
    const clock = createFakeClock();
    let calls = 0;
    const fetch = (): Promise<Response> =>
      ++calls < 2 ? new Promise(() => {}) : Promise.resolve(Response.json(ready));
    const client = quietClient({ fetch, clock, maxRetries: 1 });
    expect(await clock.run(client.getTrainingStatus(ID))).toMatchObject({ status: "model_ready" });
    expect(calls).toBe(2);
  });

  test.each([
    ["HTML under 200", new Response("<html></html>")],
    ["failed under 200", { status: "failed", message: "Failed, Try Again" }],
    ["404 with HTML", new Response("<html></html>", { status: 404 })],
    ["400", Response.json({ status: "error", message: "prompt is required" }, { status: 400 })],
    ["401", new Response("", { status: 401 })],
  ])("are not made after %s", async (_, response) => {
    const stub = stubFetch([response]);
    await rejection(quietClient({ fetch: stub.fetch }).getTrainingStatus(ID));
    expect(stub.calls).toHaveLength(1);
  });

  test("wait exponentially longer, with full jitter", async () => {
    const clock = createFakeClock();
    const stub = stubFetch([new Error("offline")]);
    const client = quietClient({ fetch: stub.fetch, clock, maxRetries: 12, timeoutMs: 1e9 });
    const error = await rejection(clock.run(client.getTrainingStatus(ID)));
    expect(error).toBeInstanceOf(ConnectionError);
    const backoffs = clock.waits.filter((ms) => ms < 1e9);
    expect(backoffs).toHaveLength(12);
    backoffs.forEach((ms, i) => expect(ms).toBeLessThanOrEqual(Math.min(30_000, 500 * 2 ** i)));
    expect(new Set(backoffs.map((ms, i) => ms / 2 ** i)).size).toBeGreaterThan(1);
  });

  const now = 1_800_000_000_000;
  test.each([
    ["Retry-After in seconds", { "retry-after": "7" }, {}, 7_000],
    ["Retry-After as a date", { "retry-after": new Date(now + 9_000).toUTCString() }, {}, 9_000],
    ["retry_after in the body", {}, { retry_after: 11 }, 11_000],
    ["retry_after as digits", {}, { retry_after: "12" }, 12_000],
    ["the header rather than the body", { "retry-after": "7" }, { retry_after: 11 }, 7_000],
  ])("honor %s", async (_, headers, body, expected) => {
    const clock = createFakeClock(now);
    const stub = stubFetch([Response.json(body, { status: 429, headers }), ready], clock);
    await clock.run(quietClient({ fetch: stub.fetch, clock }).getTrainingStatus(ID));
    expect((stub.calls[1]?.at ?? 0) - now).toBe(expected);
  });

  test.each(["soon", "-5", "", "Infinity", "1e999", new Date(now - 60_000).toUTCString()])(
    "ignore a Retry-After of %j",
    async (value) => {
      const stub = stubFetch([
        Response.json(rateLimited, { status: 429, headers: { "retry-after": value } }),
      ]);
      const client = quietClient({ fetch: stub.fetch, maxRetries: 0, clock: createFakeClock(now) });
      const error = await rejection(client.getTrainingStatus(ID));
      expect(error).toBeInstanceOf(RateLimitError);
      expect(error).not.toHaveProperty("retryAfterMs");
    },
  );

  test("are left to the caller when the service requests a wait of more than two minutes", async () => {
    const stub = stubFetch([Response.json(rateLimited, { status: 429, headers: { "retry-after": "3600" } })]);
    const error = await rejection(quietClient({ fetch: stub.fetch }).getTrainingStatus(ID));
    expect(error).toMatchObject({ code: "rate_limited", retryAfterMs: 3_600_000 });
    expect(stub.calls).toHaveLength(1);
  });

  test("are never made past the deadline", async () => {
    const clock = createFakeClock();
    const stub = stubFetch([new Response("", { status: 503, headers: { "retry-after": "20" } })]);
    const client = quietClient({ fetch: stub.fetch, clock });
    const start = clock.now();
    const error = await rejection(clock.run(client.getTrainingStatus(ID, { deadlineMs: 10_000 })));
    expect(error).toBeInstanceOf(DeadlineError);
    expect(error).toMatchObject({ trainingId: ID, cause: { httpStatus: 503, retryAfterMs: 20_000 } });
    expect(clock.now()).toBe(start);
    expect(stub.calls).toHaveLength(1);
  });
});

describe("time", () => {
  test.each([
    ["silence", silence],
    ["an endless trickle", trickle],
  ])("timeoutMs ends %s", async (_, respond) => {
    await using server = await startServer(respond);
    const clock = createFakeClock();
    const events = new EventEmitter();
    const responded = once(events, "response");
    const client = quietClient({
      baseUrl: server.url,
      maxRetries: 0,
      clock,
      async fetch(url, init) {
        const response = await fetch(url, init);
        events.emit("response");
        return response;
      },
    });
    const timeoutMs = 60_000;
    const outcome = rejection(client.getTrainingStatus(ID, { timeoutMs }));
    await (respond === trickle ? responded : server.received);
    await clock.advance(timeoutMs);
    const error = await outcome;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      trainingId: ID,
      message: expect.stringMatching(/^POST http.* did not succeed in time\.$/),
    });
    await server.untilIdle();
  });

  test("deadlineMs covers all attempts and their waits", async () => {
    const clock = createFakeClock();
    const client = quietClient({ fetch: () => new Promise(() => {}), clock });
    const start = clock.now();
    const options = { timeoutMs: 4_000, maxRetries: 9, deadlineMs: 10_000 };
    const error = await rejection(clock.run(client.getTrainingStatus(ID, options)));
    expect(error).toBeInstanceOf(DeadlineError);
    expect(clock.now() - start).toBeLessThanOrEqual(10_000);
    expect(clock.pending()).toBe(0);
  });

  test("deadlineMs is measured on the monotonic clock: setting the wall clock forward ends nothing", async () => {
    const clock = createFakeClock();
    const fetch = async () => {
      wallClockMs += 24 * 60 * 60_000;
      return calls++ === 0 ? new Response("", { status: 500 }) : Response.json(ready);
    };
    let calls = 0;
    let wallClockMs = 0;
    const jumping = { ...clock, now: () => clock.now() + wallClockMs, monotonicNow: () => clock.now() };
    const outcome = quietClient({ fetch, clock: jumping }).getTrainingStatus(ID, { deadlineMs: 60_000 });
    expect(await clock.run(outcome)).toMatchObject({ status: "model_ready" });
  });

  test("a deadline that has passed sends nothing", async () => {
    const stub = stubFetch([ready]);
    const error = await rejection(
      quietClient({ fetch: stub.fetch }).getTrainingStatus(ID, { deadlineMs: 0 }),
    );
    expect(error).toBeInstanceOf(DeadlineError);
    expect(stub.calls).toHaveLength(0);
  });

  test("an abort ends a request at once with the caller's reason, and the client still works", async () => {
    await using server = await startServer((response, count, request) =>
      (count < 2 ? trickle : json(ready))(response, count, request),
    );
    const client = quietClient({ baseUrl: server.url });
    const controller = new AbortController();
    const reason = new Error("enough");
    const outcome = rejection(client.getTrainingStatus(ID, { signal: controller.signal }));
    await server.received;
    controller.abort(reason);
    expect(await outcome).toBe(reason);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
    await server.untilIdle();
    expect(await client.getTrainingStatus(ID)).toMatchObject({ status: "model_ready" });
  });

  test("an abort ends a fetch that ignores its signal, and a wait between attempts", async () => {
    const clock = createFakeClock();
    for (const fetch of [() => new Promise<Response>(() => {}), stubFetch([new Error("offline")]).fetch]) {
      const controller = new AbortController();
      const client = quietClient({ fetch, clock });
      const outcome = rejection(client.getTrainingStatus(ID, { signal: controller.signal }));
      await clock.advance(0);
      controller.abort("enough");
      expect(await outcome).toBe("enough");
      expect(clock.pending()).toBe(0);
      expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
    }
  });

  test("nothing is left behind after a success, and the connection is used again", async () => {
    await using server = await startServer(json(ready));
    const clock = createFakeClock();
    const client = quietClient({ baseUrl: server.url, clock });
    const { signal } = new AbortController();
    for (let i = 0; i < 20; i++) await client.getTrainingStatus(ID, { signal });
    expect(clock.pending()).toBe(0);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    expect(server.connections()).toBeLessThan(5);
  });

  test("the caller's own timeout is the caller's, not a TimeoutError of the client", async () => {
    await using server = await startServer(silence);
    const client = quietClient({ baseUrl: server.url });
    const controller = new AbortController();
    const outcome = rejection(client.getTrainingStatus(ID, { signal: controller.signal }));
    await server.received;
    const reason = new DOMException("The operation timed out.", "TimeoutError");
    controller.abort(reason);
    expect(await outcome).toBe(reason);
  });
});
