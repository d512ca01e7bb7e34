import { createMock, faults, type MockOptions } from "@dreambooth-sandbox/mock";
import { describe, expect, test } from "vitest";
import { loadContract } from "../src/contract/contract.ts";
import { listExamples } from "../src/contract/operation.ts";
import { createHeldSleep } from "./held-sleep.ts";
import { create, CREATE, post, STATUS, trainingRequest } from "./training-request.ts";
import { transports } from "./transports.ts";

const contract = await loadContract();

/** Sends a create with a fault. Resolves with the response, whose body is not read yet. */
function createWith(fetch: typeof globalThis.fetch, host: string, fault: string, init: RequestInit = {}) {
  return fetch(host + CREATE, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: `fault=${fault}` },
    body: JSON.stringify(trainingRequest),
    ...init,
  });
}

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe.each(transports)("$name", ({ reach }) => {
  test.each([
    ["rate-limit", 429],
    ["server-error", 500],
    ["unavailable", 503],
  ])("fault %s: responds with the contract's %i and creates nothing", async (fault, code) => {
    await using mock = await reach();
    const response = await createWith(mock.fetch, mock.host, fault);
    const [documented] = listExamples(contract.create, String(code));
    expect([response.status, await response.json()]).toEqual([code, documented?.value]);
    expect(mock.mock.created).toBe(0);
  });

  test("fault html: responds with a page under 200, and the create takes effect", async () => {
    await using mock = await reach();
    const response = await createWith(mock.fetch, mock.host, "html");
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "text/html; charset=utf-8",
    ]);
    expect(await response.text()).toMatch(/^<!doctype html>/);
    expect(mock.mock.created).toBe(1);
  });

  test("fault truncated-json: cuts the JSON off, and the create takes effect", async () => {
    await using mock = await reach();
    const response = await createWith(mock.fetch, mock.host, "truncated-json");
    const text = await response.text();
    expect(text).toMatch(/^\{"status":"success"/);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(mock.mock.created).toBe(1);
  });

  test("fault duplicate-bytes: sends the JSON twice, and the create takes effect", async () => {
    await using mock = await reach();
    const text = await (await createWith(mock.fetch, mock.host, "duplicate-bytes")).text();
    expect(text.slice(0, text.length / 2)).toBe(text.slice(text.length / 2));
    expect(mock.mock.created).toBe(1);
  });

  test.each([
    ["reset-before", 0],
    ["reset-after", 1],
  ])("fault %s: resets the connection with %i trainings created", async (fault, created) => {
    await using mock = await reach();
    const error = await errorOf(createWith(mock.fetch, mock.host, fault));
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ message: "fetch failed", cause: { code: "ECONNRESET" } });
    expect(mock.mock.created).toBe(created);
  });

  test("fault trickle: sends single bytes until the caller aborts, and the create takes effect", async () => {
    const held = createHeldSleep();
    await using mock = await reach({}, held.sleep);
    const controller = new AbortController();
    const response = await createWith(mock.fetch, mock.host, "trickle", { signal: controller.signal });
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value).toHaveLength(1);
    expect(await held.begun).toBeGreaterThan(0);
    held.end();
    expect((await reader?.read())?.value).toHaveLength(1);
    const reading = reader?.read();
    controller.abort();
    await expect(reading).rejects.toHaveProperty("name", "AbortError");
    expect(mock.mock.created).toBe(1);
  });

  test("fault latency: delays the response of a create that takes effect", async () => {
    const latencyMs = 3_600_000;
    const held = createHeldSleep();
    await using mock = await reach({ faults: { latencyMs } }, held.sleep);
    let hasResponded = false;
    const responding = createWith(mock.fetch, mock.host, "latency").finally(() => (hasResponded = true));
    expect(await Promise.race([held.begun, responding])).toBe(latencyMs);
    expect([mock.mock.created, hasResponded]).toEqual([1, false]);
    held.end();
    expect((await responding).status).toBe(200);
  });

  test("fault latency: ends with the caller's signal", async () => {
    const held = createHeldSleep();
    await using mock = await reach({}, held.sleep);
    const controller = new AbortController();
    const reason = new Error("The caller no longer waits.");
    const { signal } = controller;
    const failing = errorOf(createWith(mock.fetch, mock.host, "latency", { signal }));
    await held.begun;
    controller.abort(reason);
    expect(await failing).toBe(reason);
    await held.aborted;
  });

  test("fault oversized: sends 64 MiB before the JSON, and the create takes effect", async () => {
    await using mock = await reach();
    const response = await createWith(mock.fetch, mock.host, "oversized");
    const text = await response.text();
    expect(text.length).toBeGreaterThan(64 * 1024 * 1024);
    expect(JSON.parse(text)).toHaveProperty("training_id");
    expect(mock.mock.created).toBe(1);
  });

  test("fault oversized: a caller may stop reading after the first bytes", async () => {
    await using mock = await reach();
    const response = await createWith(mock.fetch, mock.host, "oversized");
    const reader = response.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await reader?.cancel();
    expect(await create(mock.fetch, {}, mock.host)).toMatch(/^[A-Za-z0-9]+$/);
  });

  test("fault redirect: points to another origin, and creates nothing unless the caller follows", async () => {
    await using mock = await reach();
    const manual = await createWith(mock.fetch, mock.host, "redirect", { redirect: "manual" });
    expect(manual.status).toBe(307);
    const location = new URL(manual.headers.get("location") ?? "");
    expect(location.origin).not.toBe(mock.host);
    const error = await errorOf(createWith(mock.fetch, mock.host, "redirect", { redirect: "error" }));
    expect(error).toMatchObject({ message: "fetch failed", cause: { message: "unexpected redirect" } });
    expect(mock.mock.created).toBe(0);
    const followed = await createWith(mock.fetch, mock.host, "redirect");
    expect([followed.status, followed.redirected, followed.url]).toEqual([200, true, location.href]);
    expect(mock.mock.created).toBe(1);
  });

  test("an unknown fault is refused, and the message lists those that exist", async () => {
    await using mock = await reach();
    const response = await post(mock.fetch, CREATE, trainingRequest, { prefer: "fault=nope" }, mock.host);
    expect(response.status).toBe(400);
    expect(response.json["message"]).toMatch(/no fault "nope".*latency, rate-limit/);
  });
});

test("status requests have faults too", async () => {
  await using mock = await createMock();
  const prefer = "fault=unavailable";
  const { status } = await post(mock.fetch, `${STATUS}/${contract.documentedId}`, { key: "k" }, { prefer });
  expect(status).toBe(503);
});

describe("random faults", () => {
  /** Returns the faults of a number of status requests, in order. */
  async function draw(options: MockOptions["faults"], count: number): Promise<string[]> {
    const drawn: string[] = [];
    await using mock = await createMock({
      faults: { latencyMs: 0, ...options },
      onRequest: ({ fault = "none" }) => drawn.push(fault),
    });
    for (let request = 0; request < count; request += 1)
      await mock
        .fetch(`https://mock.test${STATUS}/${contract.documentedId}`, { method: "POST", body: '{"key":"k"}' })
        .then((response) => response.body?.cancel())
        .catch(() => undefined);
    return drawn;
  }

  test("the same seed causes the same faults, another seed causes others", async () => {
    const [first, again, other] = await Promise.all([
      draw({ rate: 0.3, seed: 7 }, 100),
      draw({ rate: 0.3, seed: 7 }, 100),
      draw({ rate: 0.3, seed: 8 }, 100),
    ]);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  test("the rate is the share of faulty responses, and every fault occurs", async () => {
    const drawn = (await draw({ rate: 0.5, seed: 7 }, 400)).filter((fault) => fault !== "none");
    expect(drawn.length).toBeGreaterThan(150);
    expect(drawn.length).toBeLessThan(250);
    expect(new Set(drawn)).toEqual(new Set(faults.map(({ name }) => name)));
  });

  test.each([-0.1, 1.1, Number.NaN])("the rate %d is refused", async (rate) => {
    await expect(createMock({ faults: { rate } })).rejects.toThrow(
      `faults.rate must be a number from 0 to 1 (got ${rate}).`,
    );
  });

  test("without a rate there are no faults", async () => {
    expect(new Set(await draw({}, 50))).toEqual(new Set(["none"]));
  });
});
