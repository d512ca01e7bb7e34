import { CreateOutcomeUnknownError, RateLimitError } from "@dreambooth-sandbox/client";
import { describe, expect, test } from "vitest";
import { DEFAULT_BASE_URL } from "../src/http/base-url.ts";
import { serverUrl } from "./support/contract.ts";
import { createFakeClock, impatientClock } from "./support/fake-clock.ts";
import { halfBody, json, reset, silence, startServer, text } from "./support/hostile-server.ts";
import type { Respond } from "./support/hostile-server.ts";
import { rejection } from "./support/rejection.ts";
import { created, ID, KEY, quietClient, rateLimited, request, stubFetch } from "./support/samples.ts";

describe("createTraining", () => {
  test("sends the contract's request with the key, and digits as strings", async () => {
    const stub = stubFetch([created]);
    const result = await quietClient({ fetch: stub.fetch }).createTraining(request);
    expect(result).toEqual({ trainingId: ID, status: "deploying_gpu", etaMs: 1_500_000, raw: created });
    expect(stub.calls[0]?.url).toBe(`${serverUrl}/api/sandbox/v3/fine_tune`);
    expect(JSON.parse(stub.calls[0]?.body ?? "")).toEqual({
      ...request,
      key: KEY,
      seed: "0",
      max_train_steps: "14",
    });
  });

  test("keeps a seed of null, leaves out one that is not given, and overrides a key in the request", async () => {
    const stub = stubFetch([created]);
    const client = quietClient({ fetch: stub.fetch });
    const keyed = { ...request, seed: null, key: "other" };
    await client.createTraining(keyed);
    const { seed: _, ...seedless } = request;
    await client.createTraining(seedless);
    const bodies = stub.calls.map(({ body }) => JSON.parse(body));
    expect(bodies[0]).toMatchObject({ seed: null, key: KEY });
    expect(bodies[1]).not.toHaveProperty("seed");
  });

  test("returns the id although the response contains neither status nor estimate", async () => {
    const stub = stubFetch([{ status: "success", training_id: ID }]);
    const raw = { status: "success", training_id: ID };
    const result = await quietClient({ fetch: stub.fetch }).createTraining(request);
    expect(result).toEqual({ trainingId: ID, status: "unknown", raw });
  });
});

describe("the check before a create", () => {
  test("lists every problem at once, in its message too", async () => {
    const wrong = { ...request, instance_prompt: "", images: ["x", "y"], max_train_steps: 0 };
    const error = await rejection(quietClient({}).createTraining(wrong));
    expect(error).toMatchObject({
      code: "invalid_request",
      problems: [
        { field: "instance_prompt", message: 'instance_prompt must be a non-empty string (got "")' },
        { field: "images[0]", message: 'images[0] must be an http(s) URL (got "x")' },
        { field: "images[1]", message: 'images[1] must be an http(s) URL (got "y")' },
        { field: "max_train_steps", message: expect.stringContaining("must be a whole number from") },
      ],
    });
    expect(String(error)).toContain('images[1] must be an http(s) URL (got "y").');
  });

  test("knows the contract's address", () => {
    expect(DEFAULT_BASE_URL).toBe(serverUrl);
  });

  test.each([
    [2, 4, 1],
    [7, 2000, 1],
    [7, 6, 1],
    [3, 12, 0],
    [30, 30, 0],
    [7, 14, 0],
  ])("warns when %i images and %i steps do not follow the recommendation", async (count, steps, times) => {
    const warnings: string[] = [];
    const logger = { warn: (line: string) => void warnings.push(line) };
    const images = Array(count).fill("https://example.com/1.png");
    const client = quietClient({ fetch: stubFetch([created]).fetch, logger });
    await client.createTraining({ ...request, images, max_train_steps: steps });
    expect(warnings).toEqual(Array(times).fill(expect.stringMatching(/^Recommended: at least 3 images/)));
  });
});

describe("a create is paid for", () => {
  const unclear: [string, Respond][] = [
    ["a reset connection", reset],
    ["half a response", halfBody],
    ["a timeout", silence],
    ["500", json({ status: "error", message: "Internal server error" }, 500)],
    ["503 with Retry-After", json({ status: "error" }, 503, { "retry-after": "0" })],
    ["408", text("", 408)],
    ["408 in the API's own form", json({ status: "error", message: "Timeout" }, 408)],
    ["303", text("", 303, { location: "/done" })],
    ["307", text("", 307, { location: "https://other.example/" })],
    ["HTML under 404", text("<html>not here</html>", 404)],
    ["a bare 429", text("slow down", 429)],
    ["failed under 200", json({ status: "failed", message: "Failed, Try Again" })],
    ["HTML under 200", text("<html>ok</html>")],
    ["a response without an id", json({ status: "success", messege: "deploying_gpu" })],
    ["an id that is no text", json({ ...created, training_id: 5 })],
  ];
  test.each(unclear)("is not sent again after %s, whose outcome is unknown", async (_, respond) => {
    await using server = await startServer(respond);
    const clock = createFakeClock();
    const timeoutMs = 60_000;
    const client = quietClient({ baseUrl: server.url, clock, timeoutMs });
    const outcome = rejection(client.createTraining(request));
    await server.received;
    if (respond === silence) await clock.advance(timeoutMs);
    const error = await outcome;
    expect(error).toBeInstanceOf(CreateOutcomeUnknownError);
    expect(String(error)).toMatch(
      /may have taken effect and be charged for.*account before you send it again/,
    );
    expect(error).toMatchObject({ cause: expect.any(Error) });
    expect(server.bodies).toHaveLength(1);
  });

  test.each([
    ["401", json({ status: "error", message: "Invalid API key" }, 401), "authentication_failed"],
    ["402", json({ status: "error", message: "Insufficient credits." }, 402), "quota_exceeded"],
    ["404", json({ status: "error", message: "Model id not found" }, 404), "unexpected_response"],
    ["the spam filter", json(rateLimited), "rate_limited"],
  ])("is not sent again after %s, which refuses it", async (_, respond, code) => {
    await using server = await startServer(respond);
    const error = await rejection(quietClient({ baseUrl: server.url }).createTraining(request));
    expect(error).toMatchObject({ code });
    expect(server.bodies).toHaveLength(1);
  });

  test("is sent again after 429, after the wait that the service requests", async () => {
    const clock = createFakeClock();
    const tooMany = { status: "error", message: "Rate limit exceeded.", retry_after: 30 };
    const stub = stubFetch([Response.json(tooMany, { status: 429 }), created], clock);
    const result = await clock.run(quietClient({ fetch: stub.fetch, clock }).createTraining(request));
    expect(result.trainingId).toBe(ID);
    expect((stub.calls[1]?.at ?? 0) - (stub.calls[0]?.at ?? 0)).toBe(30_000);
  });

  test("ends as a RateLimitError when 429 does not end", async () => {
    const clock = createFakeClock();
    const stub = stubFetch([Response.json(rateLimited, { status: 429 })]);
    const client = quietClient({ fetch: stub.fetch, clock, maxRetries: 2 });
    expect(await rejection(clock.run(client.createTraining(request)))).toBeInstanceOf(RateLimitError);
    expect(stub.calls).toHaveLength(3);
  });

  test("is sent again after a refused connection, until the service is there", async () => {
    const gone = await startServer(json(created));
    await gone[Symbol.asyncDispose]();
    await using server = await startServer(json(created));
    let calls = 0;
    const client = quietClient({
      clock: impatientClock,
      fetch: (url, init) => fetch(url.replace(DEFAULT_BASE_URL, ++calls < 3 ? gone.url : server.url), init),
    });
    const result = await client.createTraining(request);
    expect(result.trainingId).toBe(ID);
    expect(calls).toBe(3);
    expect(server.bodies).toHaveLength(1);
  });

  const refused = { code: "ECONNREFUSED" };
  test.each([
    [
      "Node",
      Object.assign(new TypeError("fetch failed"), { cause: { message: "connect", ...refused } }),
      true,
    ],
    ["Node, no such name", new TypeError("fetch failed", { cause: { code: "ENOTFOUND" } }), true],
    ["Node, no name server", new TypeError("fetch failed", { cause: { code: "EAI_AGAIN" } }), true],
    [
      "Node, two addresses",
      new TypeError("fetch failed", { cause: Object.assign(new AggregateError([]), refused) }),
      true,
    ],
    ["Bun", Object.assign(new Error("Unable to connect."), { code: "ConnectionRefused" }), true],
    [
      "Deno",
      new TypeError("client error (Connect): tcp connect error: Connection refused (os error 111)"),
      true,
    ],
    ["Deno, no such name", new TypeError("client error (Connect): dns error: failed to lookup"), true],
    ["a reset", new TypeError("fetch failed", { cause: { code: "ECONNRESET" } }), false],
    ["a browser", new TypeError("Failed to fetch"), false],
    ["nothing to go by", Object.assign(new Error("?"), { cause: null }), false],
  ])("takes %s for what it is", async (_, error, isSentAgain) => {
    const clock = createFakeClock();
    const stub = stubFetch([error, created]);
    const outcome = clock.run(quietClient({ fetch: stub.fetch, clock }).createTraining(request));
    const result = await outcome.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(result instanceof CreateOutcomeUnknownError).toBe(!isSentAgain);
    expect(stub.calls).toHaveLength(isSentAgain ? 2 : 1);
  });

  test("has an unknown outcome when the caller aborts it in flight, with the caller's reason as cause", async () => {
    await using server = await startServer(silence);
    const reason = new Error("user left");
    const controller = new AbortController();
    const client = quietClient({ baseUrl: server.url });
    const outcome = rejection(client.createTraining(request, { signal: controller.signal }));
    await server.received;
    controller.abort(reason);
    const error = await outcome;
    expect(error).toBeInstanceOf(CreateOutcomeUnknownError);
    expect(error).toMatchObject({ cause: reason });
  });

  test("is not sent at all when the caller has aborted before, and throws the caller's reason", async () => {
    const stub = stubFetch([created]);
    const signal = AbortSignal.abort("no longer");
    const client = quietClient({ fetch: stub.fetch });
    expect(await rejection(client.createTraining(request, { signal }))).toBe("no longer");
    expect(stub.calls).toHaveLength(0);
  });

  test("throws the caller's reason when aborted between two attempts, for nothing has arrived", async () => {
    const clock = createFakeClock();
    const controller = new AbortController();
    const stub = stubFetch([Response.json(rateLimited, { status: 429, headers: { "retry-after": "60" } })]);
    const client = quietClient({ fetch: stub.fetch, clock });
    const outcome = rejection(client.createTraining(request, { signal: controller.signal }));
    await clock.advance(1_000);
    controller.abort("enough");
    expect(await outcome).toBe("enough");
    expect(clock.pending()).toBe(0);
  });
});
