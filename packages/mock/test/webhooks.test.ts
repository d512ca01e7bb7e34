import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { createMock, type MockOptions } from "@dreambooth-sandbox/mock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadContract } from "../src/contract/contract.ts";
import { estimateStarts } from "../src/life-cycle/start-times.ts";
import { CREATE, post, trainingRequest } from "./training-request.ts";

const MINUTE_MS = 60_000;
const LATE_BY_MS = 10 * MINUTE_MS;
const RETRIES_MS = [10_000, 70_000];
const contract = await loadContract();
const starts = estimateStarts(contract);
/** Just before and at every age at which a webhook can be due, and an hour after the last one. */
const probes = starts
  .flatMap((startMs) => [0, LATE_BY_MS, ...RETRIES_MS].map((afterMs) => startMs + afterMs))
  .flatMap((ageMs) => [ageMs - 1, ageMs])
  .concat((starts.at(-1) ?? 0) + 60 * MINUTE_MS)
  .filter((ageMs) => ageMs >= 0)
  .toSorted((one, other) => one - other);

interface Call {
  contentType: string | undefined;
  body: string;
  /** The training's age at the call. */
  ageMs: number;
}
let calls: Call[] = [];
let codes: number[] = [];
let ageMs = 0;
let server: Server;
let receiver = "";

beforeEach(async () => {
  calls = [];
  codes = [];
  ageMs = 0;
  server = createServer((request, response) => {
    void text(request).then((body) => {
      calls.push({ contentType: request.headers["content-type"], body, ageMs });
      return response.writeHead(codes.shift() ?? 204, { location: "http://127.0.0.1:1/" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  receiver = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/hook`;
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Creates a training with a webhook, and lets it age beyond its last webhook. */
async function run(options: MockOptions, webhook = receiver) {
  await using mock = await createMock({ now: () => 0, ...options });
  const { json } = await post(mock.fetch, CREATE, { ...trainingRequest, webhook });
  for (const probeMs of probes) {
    const byMs = probeMs - ageMs;
    ageMs = probeMs;
    await mock.advance(byMs);
  }
  return { trainingId: json["training_id"], deliveries: [...mock.deliveries] };
}

const statusesOf = (received: Call[]) => received.map(({ body }) => JSON.parse(body).training_status);
const agesOf = (received: Call[]) => received.map(({ ageMs }) => ageMs);

test("scenario success: each stage is sent to the create's webhook when it begins", async () => {
  const { trainingId, deliveries } = await run({});
  expect(statusesOf(calls)).toEqual(contract.statuses);
  expect(agesOf(calls)).toEqual(starts);
  expect(JSON.parse(calls[0]?.body ?? "")).toEqual({
    ...contract.webhook,
    training_status: contract.statuses[0],
    logs: contract.example(contract.status, String(contract.statuses[0]))["data"],
    model_id: trainingId,
  });
  expect(calls[0]?.contentType).toBe("application/json");
  expect(deliveries).toHaveLength(contract.statuses.length);
  expect(deliveries[0]).toMatchObject({
    trainingId,
    attempt: 1,
    outcome: "accepted",
    code: 204,
    url: receiver,
  });
});

test("scenario failure: the last webhook contains the failure", async () => {
  await run({ scenario: "failure" });
  const reached = contract.statuses.slice(0, contract.statuses.indexOf("training_started") + 1);
  expect(statusesOf(calls)).toEqual([...reached, "training_failed"]);
});

test("scenario webhook-late: webhooks are ten minutes late", async () => {
  await run({ scenario: "webhook-late" });
  expect(statusesOf(calls)).toEqual(contract.statuses);
  expect(agesOf(calls)).toEqual(starts.map((startMs) => startMs + LATE_BY_MS));
});

test("scenario webhook-twice: each webhook is sent twice", async () => {
  await run({ scenario: "webhook-twice" });
  expect(statusesOf(calls)).toEqual(contract.statuses.flatMap((status) => [status, status]));
});

test("scenario webhook-out-of-order: the webhooks of each pair are swapped", async () => {
  await run({ scenario: "webhook-out-of-order" });
  const pairs = contract.statuses.flatMap((_, index, all) =>
    index % 2 === 0 ? [all.slice(index, index + 2).toReversed()] : [],
  );
  expect(statusesOf(calls)).toEqual(pairs.flat());
  expect(agesOf(calls)).toEqual(starts);
});

test("scenario webhook-none: no webhook is sent", async () => {
  const { deliveries } = await run({ scenario: "webhook-none" });
  expect([calls, deliveries]).toEqual([[], []]);
});

test("scenario webhook-form: webhooks are forms, as the training worker sends them", async () => {
  const { trainingId } = await run({ scenario: "webhook-form" });
  expect(calls).toHaveLength(contract.statuses.length);
  expect(calls[0]?.contentType).toBe("application/x-www-form-urlencoded");
  expect(new URLSearchParams(calls[0]?.body).get("model_id")).toBe(trainingId);
});

test("a webhook that is not accepted is sent twice more, and redirects are not followed", async () => {
  codes = [500, 307, 404];
  const { deliveries } = await run({ scenario: "stall" });
  const [first] = contract.statuses;
  const ofFirst = deliveries.filter(({ payload }) => payload["training_status"] === first);
  expect(ofFirst.map(({ attempt, outcome, code }) => [attempt, outcome, code])).toEqual([
    [1, "rejected", 500],
    [2, "rejected", 307],
    [3, "rejected", 404],
  ]);
  const agesOfFirst = agesOf(calls.filter(({ body }) => JSON.parse(body).training_status === first));
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
  const { deliveries } = await run({ scenario: "stall" }, receiver.replace("127.0.0.1", "localhost"));
  expect(new Set(deliveries.map(({ outcome }) => outcome))).toEqual(new Set(["accepted"]));
  expect(calls).toHaveLength(deliveries.length);
});

test("webhooks are sent without `advance` too, as time passes", async () => {
  await using mock = await createMock({ speed: 30_000 });
  await post(mock.fetch, CREATE, { ...trainingRequest, webhook: receiver });
  await expect.poll(() => calls.length, { timeout: 30_000, interval: 20 }).toBe(contract.statuses.length);
  expect(statusesOf(calls)).toEqual(contract.statuses);
});
