import { createMock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { loadContract } from "../src/contract/contract.ts";
import { CREATE, post, STATUS, trainingRequest } from "./training-request.ts";

const contract = await loadContract();
const webhook = "http://127.0.0.1:1/hook";

test("a create that succeeds is counted, and its webhooks are sent", async () => {
  await using mock = await createMock({ now: () => 0 });
  const { json } = await post(mock.fetch, CREATE, { ...trainingRequest, webhook });
  await mock.advance(0);
  expect(mock.created).toBe(1);
  expect(mock.deliveries[0]).toMatchObject({ trainingId: json["training_id"], url: webhook });
});

test.each([
  ["an invalid request", { images: [] }, {}],
  ["a missing key", { key: "" }, {}],
  ["a magic key", { key: "no-credits" }, {}],
  ["a forced code", {}, { prefer: "code=429" }],
  ["a forced error", {}, { prefer: "example=failed_try_again" }],
  ["a forced success", {}, { prefer: "example=created" }],
  ["a forced success code", {}, { prefer: "code=200" }],
  ["a generated response", {}, { prefer: "dynamic=true" }],
  ["an unknown example", {}, { prefer: "example=nope" }],
  ["a fault before the effect", {}, { prefer: "fault=unavailable" }],
  ["an unacceptable response", {}, { accept: "text/html" }],
  ["a body that is not JSON", {}, { "content-type": "text/plain" }],
])("%s creates no training, sends no webhook and returns no id", async (_, change, headers) => {
  for (const strict of [false, true]) {
    await using mock = await createMock({ now: () => 0, strict });
    const { json } = await post(mock.fetch, CREATE, { ...trainingRequest, webhook, ...change }, headers);
    await mock.advance(24 * 3600 * 1000);
    expect([mock.created, mock.deliveries, mock.requests[0]?.trainingId]).toEqual([0, [], undefined]);
    // Only the documented response, which a request can force, contains an id: the documented one.
    const isGenerated = "prefer" in headers && headers.prefer === "dynamic=true";
    expect([undefined, contract.documentedId]).toContain(isGenerated ? undefined : json["training_id"]);
  }
});

test("a status request creates no training", async () => {
  await using mock = await createMock();
  await post(mock.fetch, `${STATUS}/x`, { ...trainingRequest, webhook });
  expect(mock.created).toBe(0);
});
