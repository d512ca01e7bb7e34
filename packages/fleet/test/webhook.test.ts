import { describe, expect, test } from "vitest";
import { request, setUpFleet, settleIn } from "./support/fleet-harness.ts";
import { collect } from "./support/samples.ts";

const ADDRESS = "https://example.com/training";
const lost = (): Error => new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });

/** Returns a call as the service makes it. */
function callOf(trainingId: string, { url = ADDRESS, method = "POST" } = {}): Request {
  const body = JSON.stringify({ status: "success", training_status: "model_ready", model_id: trainingId });
  const init = { method, headers: { "content-type": "application/json" } };
  return new Request(url, method === "POST" ? { ...init, body } : init);
}

/** A fleet that follows one training, which it has polled once. */
async function followOne() {
  const harness = setUpFleet({ checkIntervalMs: 500 });
  const fleet = await harness.open();
  const id = harness.service.begin();
  await fleet.follow(id, { account: "main" });
  fleet.start();
  await harness.clock.runUntil(() => harness.service.requests.length === 1);
  await harness.clock.advance(1_000);
  return { ...harness, fleet, id };
}

describe("a webhook call", () => {
  test("makes the next poll happen at once, from another process too", async () => {
    const { clock, service, open, id } = await followOne();
    const receiver = await open();
    await clock.advance(60_000);
    const response = await receiver.webhook()(callOf(id));
    expect(response.status).toBe(204);
    const calledAt = clock.now();
    await clock.runUntil(() => service.requests.length === 2);
    expect((service.requests[1]?.at ?? 0) - calledAt).toBeLessThanOrEqual(500);
  });

  test("causes at most one poll every five seconds, however often it is repeated", async () => {
    const { clock, service, fleet, id } = await followOne();
    const handle = fleet.webhook();
    for (let count = 0; count < 120; count++) {
      await handle(callOf(id));
      await clock.advance(500);
    }
    expect(service.requests.length).toBeLessThanOrEqual(1 + 60 / 5);
    expect(service.requests.length).toBeGreaterThan(5);
  });

  test("about a training that is not followed causes no request", async () => {
    const { clock, service, fleet } = await followOne();
    expect((await fleet.webhook()(callOf("forged"))).status).toBe(404);
    await clock.advance(5_000);
    expect(service.requests).toHaveLength(1);
  });

  test("about a training that has ended causes no request", async () => {
    const { clock, service, fleet, id } = await followOne();
    await clock.advance(80 * 60_000);
    expect((await fleet.status()).trainings.succeeded).toBe(1);
    const before = service.requests.length;
    expect((await fleet.webhook()(callOf(id))).status).toBe(204);
    await clock.advance(60_000);
    expect(service.requests).toHaveLength(before);
  });

  test.each([
    ["with another method", callOf("training-0", { method: "GET" }), 405],
    ["without the token", callOf("training-0"), 403],
    ["with a wrong token", callOf("training-0", { url: `${ADDRESS}?token=0123456789abcdeX` }), 403],
    [
      "without a training id",
      new Request(`${ADDRESS}?token=0123456789abcdef`, { method: "POST", body: "{}" }),
      400,
    ],
    [
      "that is too large",
      new Request(`${ADDRESS}?token=0123456789abcdef`, { method: "POST", body: "x".repeat(70_000) }),
      413,
    ],
    ["with the token", callOf("training-0", { url: `${ADDRESS}?token=0123456789abcdef` }), 204],
  ])("%s gets a response that names the problem", async (_, call, status) => {
    const { fleet } = await followOne();
    expect((await fleet.webhook({ token: "0123456789abcdef" })(call)).status).toBe(status);
  });

  test("needs a token of at least 16 characters, if any", async () => {
    const { fleet } = await followOne();
    expect(() => fleet.webhook({ token: "short" })).toThrow(TypeError);
  });
});

describe("a webhook call with the token of an intent", () => {
  async function parkOne() {
    const harness = setUpFleet();
    const fleet = await harness.open();
    harness.service.interfere = lost;
    const creating = fleet.create("order", { ...request, webhook: ADDRESS }, { account: "main" });
    await settleIn(harness.clock, creating).catch(() => {});
    harness.service.interfere = undefined;
    const url = String(harness.service.requests[0]?.body["webhook"]);
    return { ...harness, fleet, url };
  }

  test("resolves the intent, and the training is followed", async () => {
    const { clock, service, fleet, url } = await parkOne();
    const trainingId = service.begin();
    const response = await settleIn(clock, fleet.webhook()(callOf(trainingId, { url })));
    expect(response.status).toBe(204);
    expect(await collect(fleet.parked())).toEqual([]);
    const created = await settleIn(
      clock,
      fleet.create("order", { ...request, webhook: ADDRESS }, { account: "main" }),
    );
    expect(created).toEqual({ trainingId });
    fleet.start();
    await clock.advance(80 * 60_000);
    expect((await fleet.status()).trainings.succeeded).toBe(1);
  });

  test("resolves nothing if the service does not know the training", async () => {
    const { clock, fleet, url } = await parkOne();
    const response = await settleIn(clock, fleet.webhook()(callOf("forged", { url })));
    expect(response.status).toBe(404);
    expect(await collect(fleet.parked())).toHaveLength(1);
  });

  test("resolves nothing if another intent created the training", async () => {
    const { clock, fleet, url, warnings } = await parkOne();
    const { trainingId } = await settleIn(clock, fleet.create("another", request, { account: "main" }));
    const response = await settleIn(clock, fleet.webhook()(callOf(trainingId, { url })));
    expect(response.status).toBe(204);
    expect(await collect(fleet.parked())).toHaveLength(1);
    expect(warnings.join("\n")).toContain('"another"');
  });

  test("is answered with 503 while the service cannot confirm the training", async () => {
    const { clock, service, fleet, url } = await parkOne();
    const trainingId = service.begin();
    service.interfere = () => new Response("<html>", { status: 502 });
    const response = await settleIn(clock, fleet.webhook()(callOf(trainingId, { url })));
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("30");
    expect(await collect(fleet.parked())).toHaveLength(1);
  });
});
