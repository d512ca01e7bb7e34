import { createMock, type Violation } from "@dreambooth-sandbox/mock";
import { describe, expect, test } from "vitest";
import { loadContract } from "../src/contract/load-contract.ts";
import { CREATE, post, STATUS, trainingRequest } from "./training-request.ts";

const contract = await loadContract();
/** The required fields except the key, whose absence is a refusal of its own. */
const required = (contract.create.request?.body?.contents?.[0]?.schema?.required ?? []).filter(
  (field) => field !== "key",
);

describe("invalid requests", () => {
  test.each(required)("a create without %s is refused like the service refuses it", async (field) => {
    await using mock = await createMock();
    const { [field]: _, ...incomplete } = Object.fromEntries(Object.entries(trainingRequest));
    const { status, json } = await post(mock.fetch, CREATE, incomplete);
    expect(status).toBe(200);
    expect(json).toEqual({ status: "error", message: { [field]: [`The ${field} field is required.`] } });
    expect(mock.created).toBe(0);
  });

  test("every wrong field is named, with Prism's reasons", async () => {
    await using mock = await createMock();
    const wrong = { ...trainingRequest, images: [], seed: "x", max_train_steps: "3000", webhook: "nope" };
    const { json } = await post(mock.fetch, CREATE, wrong);
    expect(json).toEqual({
      status: "error",
      message: {
        images: [expect.stringContaining("must NOT have fewer than 1 items")],
        seed: [expect.stringContaining("must match pattern")],
        max_train_steps: [expect.stringContaining("must match pattern")],
        webhook: [expect.stringContaining("must match pattern")],
      },
    });
  });

  test("the header sl-violations contains Prism's violations", async () => {
    await using mock = await createMock();
    const { response } = await post(mock.fetch, CREATE, { ...trainingRequest, seed: "x" });
    const violations: Violation[] = JSON.parse(response.headers.get("sl-violations") ?? "[]");
    expect(violations).toEqual([
      {
        location: ["request", "body", "seed"],
        severity: "Error",
        code: "pattern",
        message: expect.any(String),
      },
    ]);
  });

  test("strict refuses with Prism's 422 problem document", async () => {
    await using mock = await createMock({ strict: true });
    const { response, status, json } = await post(mock.fetch, CREATE, { key: "k" });
    expect([status, response.headers.get("content-type")]).toEqual([422, "application/problem+json"]);
    expect(json).toMatchObject({ title: "Invalid request", status: 422 });
    expect(json["validation"]).toHaveLength(required.length);
    expect(response.headers.get("sl-violations")).toContain("instance_prompt");
  });

  test("strict refuses paths and methods with Prism's problem documents", async () => {
    await using mock = await createMock({ strict: true });
    const unknown = await post(mock.fetch, "/nope", {});
    expect([unknown.status, unknown.response.headers.get("content-type")]).toEqual([
      404,
      "application/problem+json",
    ]);
    const wrong = await mock.fetch(`https://mock.test${CREATE}`);
    expect([wrong.status, wrong.headers.get("content-type")]).toEqual([405, "application/problem+json"]);
  });

  test("a body that is not valid JSON gets 400 with the position", async () => {
    await using mock = await createMock();
    const { status, text, json } = await post(mock.fetch, CREATE, '{"key": "secret-key" "seed": 1}');
    expect(status).toBe(400);
    expect(json["message"]).toMatch(/^The body is not valid JSON \(position 21\)\./);
    expect(text).not.toContain("secret");
  });

  test("a body that is not sent as JSON has no key, as with the service", async () => {
    await using mock = await createMock();
    const { status, json } = await post(mock.fetch, CREATE, trainingRequest, {
      "content-type": "text/plain",
    });
    expect([status, json]).toEqual([200, contract.example(contract.create, "invalid_api_key")]);
  });

  test.each(["null", "[]", "3", '"text"', "true", '{"key": 5}', '{"key": null}'])(
    "the body %s gets an error",
    async (body) => {
      await using mock = await createMock();
      const { status, json } = await post(mock.fetch, `${STATUS}/${contract.documentedId}`, body);
      expect([status, json["status"]]).toEqual([200, "error"]);
    },
  );
});

describe("keys", () => {
  test.each([
    ["", 200, { message: "Invalid Api Key" }],
    ["invalid", 401, { message: "Invalid API key" }],
    ["no-credits", 402, { message: "Insufficient credits." }],
    ["rate-limited", 429, { retry_after: 30 }],
  ])("the key %j gets %i", async (key, code, part) => {
    await using mock = await createMock();
    const created = await post(mock.fetch, CREATE, { ...trainingRequest, key });
    const polled = await post(mock.fetch, `${STATUS}/${contract.documentedId}`, { key });
    expect([created.status, polled.status]).toEqual([code, code]);
    expect(created.json).toMatchObject({ status: "error", ...part });
    expect(polled.json).toEqual(created.json);
    expect(mock.created).toBe(0);
  });

  test.each(["k", "constructor", "__proto__", "clé-🔑", "x".repeat(60)])(
    "the key %s is accepted",
    async (key) => {
      await using mock = await createMock();
      const { json } = await post(mock.fetch, CREATE, { ...trainingRequest, key });
      expect(json["status"]).toBe("success");
    },
  );

  test("a missing key is an empty one", async () => {
    await using mock = await createMock();
    const { json } = await post(mock.fetch, `${STATUS}/${contract.documentedId}`, {});
    expect(json).toEqual(contract.example(contract.create, "invalid_api_key"));
  });
});
