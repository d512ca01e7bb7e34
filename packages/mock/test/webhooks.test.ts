import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { createMock, type MockOptions } from "@dreambooth-sandbox/mock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadContract } from "../src/contract/contract.ts";
import { refuseAddress, refuseUrl } from "../src/webhooks/webhook-address.ts";
import { CREATE, post, trainingRequest } from "./training-request.ts";

const MINUTE_MS = 60_000;
const contract = await loadContract();

interface Call {
  contentType: string | undefined;
  body: string;
}
let calls: Call[] = [];
let answers: number[] = [];
let server: Server;
let receiver = "";

beforeEach(async () => {
  calls = [];
  answers = [];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      calls.push({ contentType: request.headers["content-type"], body });
      return response.writeHead(answers.shift() ?? 204, { location: "http://127.0.0.1:1/" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  receiver = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/hook`;
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Creates a training with a webhook and lets two hours pass, in steps of half a minute. */
async function run(options: MockOptions, webhook = receiver) {
  await using mock = await createMock({ now: () => 0, ...options });
  const { json } = await post(mock.fetch, CREATE, { ...trainingRequest, webhook });
  const counts: number[] = [];
  for (let step = 0; step <= 240; step += 1) {
    await mock.advance(step === 0 ? 0 : MINUTE_MS / 2);
    counts.push(calls.length);
  }
  return { trainingId: json["training_id"], counts, deliveries: [...mock.deliveries] };
}

const statusesOf = (received: Call[]) => received.map(({ body }) => JSON.parse(body).training_status);

test("each stage is told to the webhook of the create, when it begins", async () => {
  const { trainingId, counts, deliveries } = await run({});
  expect(statusesOf(calls)).toEqual(contract.statuses);
  expect(counts.indexOf(1)).toBe(0);
  expect(counts.indexOf(2)).toBe(50);
  expect(counts.indexOf(8)).toBe(110);
  expect(JSON.parse(calls[0]?.body ?? "")).toEqual({
    ...contract.webhook,
    logs: contract.example(contract.status, "deploying_gpu")["data"],
    model_id: trainingId,
  });
  expect(calls[0]?.contentType).toBe("application/json");
  expect(deliveries).toHaveLength(8);
  expect(deliveries[0]).toMatchObject({
    trainingId,
    attempt: 1,
    outcome: "accepted",
    code: 204,
    url: receiver,
  });
});

test("a failing training tells that it failed", async () => {
  await run({ scenario: "failure" });
  expect(statusesOf(calls)).toEqual(["deploying_gpu", "training_started", "training_failed"]);
});

test("webhook-late tells ten minutes late", async () => {
  const { counts } = await run({ scenario: "webhook-late" });
  expect([counts.indexOf(1), counts.indexOf(2)]).toEqual([20, 70]);
});

test("webhook-twice tells each stage twice", async () => {
  await run({ scenario: "webhook-twice" });
  expect(statusesOf(calls)).toEqual(contract.statuses.flatMap((status) => [status, status]));
});

test("webhook-out-of-order swaps the stages of each pair", async () => {
  await run({ scenario: "webhook-out-of-order" });
  const [first, second] = contract.statuses;
  expect(statusesOf(calls).slice(0, 2)).toEqual([second, first]);
  expect(new Set(statusesOf(calls))).toEqual(new Set(contract.statuses));
});

test("webhook-none tells nothing", async () => {
  const { deliveries } = await run({ scenario: "webhook-none" });
  expect([calls, deliveries]).toEqual([[], []]);
});

test("webhook-form sends forms, as the training worker does", async () => {
  const { trainingId } = await run({ scenario: "webhook-form" });
  expect(calls[0]?.contentType).toBe("application/x-www-form-urlencoded");
  expect(new URLSearchParams(calls[0]?.body).get("model_id")).toBe(trainingId);
});

test("a webhook that is not accepted is sent again, twice, and redirects are not followed", async () => {
  answers = [500, 307, 404];
  const { deliveries } = await run({ scenario: "stall" });
  const ofFirst = deliveries.filter(({ payload }) => payload["training_status"] === "deploying_gpu");
  expect(ofFirst.map(({ attempt, outcome, code }) => [attempt, outcome, code])).toEqual([
    [1, "rejected", 500],
    [2, "rejected", 307],
    [3, "rejected", 404],
  ]);
  expect(calls).toHaveLength(4);
});

test("a receiver that is gone is told as failed", async () => {
  const { deliveries } = await run({ scenario: "stall" }, "http://127.0.0.1:1/hook");
  expect(deliveries[0]).toMatchObject({ outcome: "failed", reason: expect.stringContaining("ECONNREFUSED") });
});

test("hosts other than this machine get no webhook unless that is allowed", async () => {
  const { deliveries } = await run({ scenario: "stall" }, "http://192.0.2.1/hook");
  expect(deliveries[0]).toMatchObject({
    outcome: "refused",
    reason: expect.stringContaining("--allow-remote-webhooks"),
  });
  expect(deliveries.filter(({ attempt }) => attempt > 1)).toEqual([]);
});

test("a host name is judged by the address that it resolves to", async () => {
  await run({ scenario: "stall" }, receiver.replace("127.0.0.1", "localhost"));
  expect(calls).toHaveLength(2);
});

test.each([
  "http://169.254.169.254/latest/meta-data",
  "http://[fe80::1]/",
  "http://[::ffff:169.254.169.254]/",
  "http://[fd00:ec2::254]/",
  "http://[64:ff9b::a9fe:a9fe]/",
  "http://0.0.0.0/",
  "http://2852039166/",
  "http://0xa9fea9fe/",
  "ftp://127.0.0.1/",
])("%s never gets a webhook", (url) => {
  expect(refuseUrl(url, true)).toEqual(expect.any(String));
});

test.each(["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])("%s is this machine", (address) => {
  expect(refuseAddress(address, false)).toBeUndefined();
});

test.each(["10.0.0.1", "192.168.1.1", "93.184.216.34", "2606:2800::1"])(
  "%s gets webhooks only when remote ones are allowed",
  (address) => {
    expect(refuseAddress(address, false)).toContain("--allow-remote-webhooks");
    expect(refuseAddress(address, true)).toBeUndefined();
  },
);

test("webhooks come by themselves when time passes", async () => {
  await using mock = await createMock({ speed: 30_000 });
  await post(mock.fetch, CREATE, { ...trainingRequest, webhook: receiver });
  await expect.poll(() => calls.length, { timeout: 30_000, interval: 20 }).toBe(8);
  expect(statusesOf(calls)).toEqual(contract.statuses);
});
