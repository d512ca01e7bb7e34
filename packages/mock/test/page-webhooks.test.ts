import { createClient, type SandboxClient, type TrainingUpdate } from "@dreambooth-sandbox/client";
import { createBrowserMock, type WebhookHandler } from "@dreambooth-sandbox/mock/browser";
import { expect, test } from "vitest";
import { loadContract } from "../src/contract/load-contract.ts";
import { CREATE, post, trainingRequest } from "./training-request.ts";

// The types of this module's source need those of the DOM, which the other sources here are checked without.
const WEBHOOK_MODULE: string = "@dreambooth-sandbox/client/webhook";
const { createWebhookHandler } = (await import(WEBHOOK_MODULE)) as {
  createWebhookHandler: (options: {
    client: SandboxClient;
    onUpdate: (update: TrainingUpdate) => unknown;
  }) => WebhookHandler;
};

const contract = await loadContract();
const WEEK_MS = 7 * 24 * 3_600_000;
const webhook = "https://app.example/hook?token=t";

/** Creates a training with a webhook, and lets it end. */
async function runTraining(onWebhook: WebhookHandler | undefined, scenario = "success") {
  await using mock = createBrowserMock({ now: () => 0, scenario, ...(onWebhook && { onWebhook }) });
  await post(mock.fetch, CREATE, { ...trainingRequest, webhook });
  await mock.advance(WEEK_MS);
  return mock.deliveries;
}

test("the option onWebhook receives each webhook as a request", async () => {
  const received: { url: string; method: string; status: unknown }[] = [];
  const deliveries = await runTraining(async (request) => {
    const payload: Record<string, unknown> = Object(await request.json());
    received.push({ url: request.url, method: request.method, status: payload["training_status"] });
    return new Response(null, { status: 204 });
  });
  expect(received).toEqual(contract.statuses.map((status) => ({ url: webhook, method: "POST", status })));
  expect(deliveries.map(({ outcome, code }) => [outcome, code])).toEqual(
    contract.statuses.map(() => ["accepted", 204]),
  );
});

test("the client's webhook handler receives webhooks", async () => {
  const updates: string[] = [];
  let onWebhook: WebhookHandler = () => new Response();
  await using mock = createBrowserMock({ now: () => 0, onWebhook: (request) => onWebhook(request) });
  const client = createClient({ apiKey: trainingRequest.key, fetch: mock.fetch });
  onWebhook = createWebhookHandler({ client, onUpdate: ({ status }) => updates.push(status) });
  await post(mock.fetch, CREATE, { ...trainingRequest, webhook });
  await mock.advance(WEEK_MS);
  expect(updates).toEqual([contract.statuses.at(-1)]);
  expect(mock.deliveries.map(({ code }) => code)).toEqual(contract.statuses.map(() => 204));
});

test("the scenario webhook-form sends forms", async () => {
  const types: (string | null)[] = [];
  await runTraining((request) => {
    types.push(request.headers.get("content-type"));
    return new Response();
  }, "webhook-form");
  expect(new Set(types)).toEqual(new Set(["application/x-www-form-urlencoded"]));
});

test("a webhook that is not accepted is sent again", async () => {
  await using mock = createBrowserMock({
    now: () => 0,
    onWebhook: () => new Response(null, { status: 500 }),
  });
  await post(mock.fetch, CREATE, { ...trainingRequest, webhook });
  for (const ms of [0, 10_000, 60_000]) await mock.advance(ms);
  expect(mock.deliveries).toMatchObject(
    [1, 2, 3].map((attempt) => ({ attempt, outcome: "rejected", code: 500 })),
  );
});

test("a handler that throws fails the delivery", async () => {
  const [first] = await runTraining(() => {
    throw new Error("out of order");
  });
  expect(first).toMatchObject({ outcome: "failed", reason: "out of order" });
});

test("without onWebhook, deliveries are listed as refused", async () => {
  const deliveries = await runTraining(undefined);
  expect(deliveries).toMatchObject(
    contract.statuses.map((status) => ({
      url: webhook,
      outcome: "refused",
      payload: { training_status: status },
      reason: expect.stringContaining("onWebhook"),
    })),
  );
});

test("closing the mock cancels a delivery that the handler never ends", async () => {
  const mock = createBrowserMock({ now: () => 0, onWebhook: () => new Promise(() => {}) });
  await post(mock.fetch, CREATE, { ...trainingRequest, webhook });
  const advanced = mock.advance(0);
  await mock.close();
  await advanced;
  expect(mock.deliveries).toEqual([]);
});
