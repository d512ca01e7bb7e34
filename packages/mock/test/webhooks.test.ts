import { createMock, type MockOptions } from "@dreambooth-sandbox/mock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadContract } from "../src/contract/contract.ts";
import { estimateStarts } from "../src/life-cycle/start-times.ts";
import { CREATE, post, trainingRequest } from "./training-request.ts";
import {
  type Call,
  LATE_BY_MS,
  readStatus,
  type Receiver,
  RETRIES_MS,
  startReceiver,
  watchWebhooks,
} from "./webhook-receiver.ts";

const contract = await loadContract();
const starts = estimateStarts(contract);
let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
});

afterEach(() => receiver[Symbol.asyncDispose]());

const run = (options: MockOptions, webhook?: string) => watchWebhooks(receiver, options, webhook);
const statusesOf = (received: Call[]) => received.map(readStatus);
const agesOf = (received: Call[]) => received.map(({ ageMs }) => ageMs);

test("scenario success: each stage is sent to the create's webhook when it begins", async () => {
  const { trainingId, deliveries } = await run({});
  expect(statusesOf(receiver.calls)).toEqual(contract.statuses);
  expect(agesOf(receiver.calls)).toEqual(starts);
  expect(JSON.parse(receiver.calls[0]?.body ?? "")).toEqual({
    ...contract.webhook,
    training_status: contract.statuses[0],
    logs: contract.example(contract.status, String(contract.statuses[0]))["data"],
    model_id: trainingId,
  });
  expect(receiver.calls[0]?.contentType).toBe("application/json");
  expect(deliveries).toHaveLength(contract.statuses.length);
  expect(deliveries[0]).toMatchObject({
    trainingId,
    attempt: 1,
    outcome: "accepted",
    code: 204,
    url: receiver.url,
  });
});

test("scenario failure: the last webhook contains the failure", async () => {
  await run({ scenario: "failure" });
  const reached = contract.statuses.slice(0, contract.statuses.indexOf("training_started") + 1);
  expect(statusesOf(receiver.calls)).toEqual([...reached, "training_failed"]);
});

test("scenario webhook-late: webhooks are ten minutes late", async () => {
  await run({ scenario: "webhook-late" });
  expect(statusesOf(receiver.calls)).toEqual(contract.statuses);
  expect(agesOf(receiver.calls)).toEqual(starts.map((startMs) => startMs + LATE_BY_MS));
});

test("scenario webhook-twice: each webhook is sent twice", async () => {
  await run({ scenario: "webhook-twice" });
  expect(statusesOf(receiver.calls)).toEqual(contract.statuses.flatMap((status) => [status, status]));
});

test("scenario webhook-out-of-order: the webhooks of each pair are swapped", async () => {
  await run({ scenario: "webhook-out-of-order" });
  const pairs = contract.statuses.flatMap((_, index, all) =>
    index % 2 === 0 ? [all.slice(index, index + 2).toReversed()] : [],
  );
  expect(statusesOf(receiver.calls)).toEqual(pairs.flat());
  expect(agesOf(receiver.calls)).toEqual(starts);
});

test("scenario webhook-none: no webhook is sent", async () => {
  const { deliveries } = await run({ scenario: "webhook-none" });
  expect([receiver.calls, deliveries]).toEqual([[], []]);
});

test("scenario webhook-form: webhooks are forms, as the training worker sends them", async () => {
  const { trainingId } = await run({ scenario: "webhook-form" });
  expect(receiver.calls).toHaveLength(contract.statuses.length);
  expect(receiver.calls[0]?.contentType).toBe("application/x-www-form-urlencoded");
  expect(new URLSearchParams(receiver.calls[0]?.body).get("model_id")).toBe(trainingId);
});

test("a webhook that is not accepted is sent twice more, and redirects are not followed", async () => {
  receiver.codes = [500, 307, 404];
  const { deliveries } = await run({ scenario: "stall" });
  const [first] = contract.statuses;
  const ofFirst = deliveries.filter(({ payload }) => payload["training_status"] === first);
  expect(ofFirst.map(({ attempt, outcome, code }) => [attempt, outcome, code])).toEqual([
    [1, "rejected", 500],
    [2, "rejected", 307],
    [3, "rejected", 404],
  ]);
  const agesOfFirst = agesOf(receiver.calls.filter((call) => readStatus(call) === first));
  expect(agesOfFirst).toEqual([0, ...RETRIES_MS]);
});

test("a receiver that does not exist is recorded as failed", async () => {
  const { deliveries } = await run({ scenario: "stall" }, "http://127.0.0.1:1/hook");
  expect(deliveries[0]).toMatchObject({ outcome: "failed", reason: expect.stringContaining("ECONNREFUSED") });
});

test("other hosts receive no webhook unless that is allowed", async () => {
  const { deliveries } = await run({ scenario: "stall" }, "http://192.0.2.1/hook");
  expect(deliveries[0]).toMatchObject({
    outcome: "refused",
    reason: expect.stringContaining("--allow-remote-webhooks"),
  });
  expect(deliveries.filter(({ attempt }) => attempt > 1)).toEqual([]);
});

test("a host name is permitted by the address that it resolves to", async () => {
  const { deliveries } = await run({ scenario: "stall" }, receiver.url.replace("127.0.0.1", "localhost"));
  expect(new Set(deliveries.map(({ outcome }) => outcome))).toEqual(new Set(["accepted"]));
  expect(receiver.calls).toHaveLength(deliveries.length);
});

test("webhooks are sent without `advance` too, as time passes", async () => {
  await using mock = await createMock({ speed: 30_000 });
  await post(mock.fetch, CREATE, { ...trainingRequest, webhook: receiver.url });
  await receiver.untilReceived(contract.statuses.length);
  expect(statusesOf(receiver.calls)).toEqual(contract.statuses);
});
