import { createMock, faults } from "@dreambooth-sandbox/mock";
import { describe, expect, test } from "vitest";
import { create, CREATE, post, STATUS, trainingRequest } from "./training-request.ts";
import { transports } from "./transports.ts";

/** Sends a create with a fault; resolves with the response, its body unread. */
function createWith(fetch: typeof globalThis.fetch, host: string, fault: string, init: RequestInit = {}) {
  return fetch(host + CREATE, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: `fault=${fault}` },
    body: JSON.stringify(trainingRequest),
    ...init,
  });
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe.each(transports)("$name", ({ reach }) => {
  test.each([
    ["rate-limit", 429, { retry_after: 30 }],
    ["server-error", 500, { status: "error" }],
    ["unavailable", 503, { status: "error" }],
  ])("%s answers %i as the contract has it, and creates nothing", async (fault, code, part) => {
    await using mock = await reach();
    const { status, json } = await post(
      mock.fetch,
      CREATE,
      trainingRequest,
      { prefer: `fault=${fault}` },
      mock.host,
    );
    expect(status).toBe(code);
    expect(json).toMatchObject(part);
    expect(mock.mock.created).toBe(0);
  });

  test("html answers a page under 200", async () => {
    await using mock = await reach();
    const response = await createWith(mock.fetch, mock.host, "html");
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "text/html; charset=utf-8",
    ]);
    expect(await response.text()).toMatch(/^<!doctype html>/);
    expect(mock.mock.created).toBe(1);
  });

  test("truncated-json ends in the middle", async () => {
    await using mock = await reach();
    const response = await createWith(mock.fetch, mock.host, "truncated-json");
    await expect(response.json()).rejects.toThrow(SyntaxError);
    expect(mock.mock.created).toBe(1);
  });

  test("duplicate-bytes sends the reply twice", async () => {
    await using mock = await reach();
    const text = await (await createWith(mock.fetch, mock.host, "duplicate-bytes")).text();
    expect(text.slice(0, text.length / 2)).toBe(text.slice(text.length / 2));
  });

  test.each([
    ["reset-before", 0],
    ["reset-after", 1],
  ])("%s breaks the connection with %i trainings created", async (fault, created) => {
    await using mock = await reach();
    const error = await failureOf(createWith(mock.fetch, mock.host, fault));
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ message: "fetch failed", cause: { code: "ECONNRESET" } });
    expect(mock.mock.created).toBe(created);
  });

  test("trickle goes on until the caller gives up, with the caller's reason", async () => {
    await using mock = await reach();
    const controller = new AbortController();
    const response = await createWith(mock.fetch, mock.host, "trickle", { signal: controller.signal });
    const reading = response.text();
    setTimeout(() => controller.abort(), 400);
    await expect(reading).rejects.toHaveProperty("name", "AbortError");
  });

  test("latency delays the reply, and ends with the caller's signal", async () => {
    await using mock = await reach({ faults: { latencyMs: 300 } });
    const startedMs = performance.now();
    const response = await createWith(mock.fetch, mock.host, "latency");
    expect(response.status).toBe(200);
    expect(performance.now() - startedMs).toBeGreaterThan(290);
    const late = createWith(mock.fetch, mock.host, "latency", { signal: AbortSignal.timeout(50) });
    await expect(late).rejects.toHaveProperty("name", "TimeoutError");
  });

  test("oversized sends 64 MiB before the reply", async () => {
    await using mock = await reach();
    const response = await createWith(mock.fetch, mock.host, "oversized");
    const text = await response.text();
    expect(text.length).toBeGreaterThan(64 * 1024 * 1024);
    expect(JSON.parse(text)).toHaveProperty("training_id");
  });

  test("oversized may be left after its first bytes", async () => {
    await using mock = await reach();
    const response = await createWith(mock.fetch, mock.host, "oversized");
    const reader = response.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await reader?.cancel();
    expect(await create(mock.fetch, {}, mock.host)).toHaveLength(10);
  });

  test("redirect names another origin, and creates nothing unless it is followed", async () => {
    await using mock = await reach();
    const manual = await createWith(mock.fetch, mock.host, "redirect", { redirect: "manual" });
    expect(manual.status).toBe(307);
    const location = new URL(manual.headers.get("location") ?? "");
    expect(location.origin).not.toBe(mock.host);
    const error = await failureOf(createWith(mock.fetch, mock.host, "redirect", { redirect: "error" }));
    expect(error).toMatchObject({ message: "fetch failed", cause: { message: "unexpected redirect" } });
    expect(mock.mock.created).toBe(0);
    const followed = await createWith(mock.fetch, mock.host, "redirect");
    expect([followed.status, followed.redirected, followed.url]).toEqual([200, true, location.href]);
    expect(mock.mock.created).toBe(1);
  });

  test("an unknown fault is refused with a list of those that exist", async () => {
    await using mock = await reach();
    const reply = await post(mock.fetch, CREATE, trainingRequest, { prefer: "fault=nope" }, mock.host);
    expect(reply.status).toBe(400);
    expect(reply.json["message"]).toMatch(/no fault "nope".*latency, rate-limit/);
  });
});

test("status requests have faults too", async () => {
  await using mock = await createMock();
  const { status } = await post(
    mock.fetch,
    `${STATUS}/F5jvdzGnYi`,
    { key: "k" },
    { prefer: "fault=unavailable" },
  );
  expect(status).toBe(503);
});

describe("random faults", () => {
  async function draw(seed: number, rate: number, count: number): Promise<string[]> {
    const drawn: string[] = [];
    await using mock = await createMock({
      faults: { rate, seed, latencyMs: 0 },
      onRequest: ({ fault = "none" }) => drawn.push(fault),
    });
    for (let request = 0; request < count; request += 1)
      await mock
        .fetch(`https://mock.test${STATUS}/F5jvdzGnYi`, { method: "POST", body: '{"key":"k"}' })
        .then((response) => response.body?.cancel())
        .catch(() => undefined);
    return drawn;
  }

  test("the same seed gives the same faults, another one others", async () => {
    const [first, again, other] = await Promise.all([
      draw(7, 0.3, 100),
      draw(7, 0.3, 100),
      draw(8, 0.3, 100),
    ]);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  test("about as many replies go wrong as the rate says, in every way", async () => {
    const drawn = (await draw(7, 0.5, 400)).filter((fault) => fault !== "none");
    expect(drawn.length).toBeGreaterThan(150);
    expect(drawn.length).toBeLessThan(250);
    expect(new Set(drawn).size).toBe(faults.length);
  });

  test.each([-0.1, 1.1, Number.NaN])("the rate %d is refused", async (rate) => {
    await expect(createMock({ faults: { rate } })).rejects.toThrow(/from 0 to 1/);
  });

  test("without a rate nothing goes wrong", async () => {
    expect(new Set(await draw(7, 0, 50))).toEqual(new Set(["none"]));
  });
});
