import type { SandboxError } from "@dreambooth-sandbox/client";
import assert from "node:assert/strict";
import { describe, expect, test } from "vitest";
import { flood, json, startServer, text } from "./support/hostile-server.ts";
import type { Respond } from "./support/hostile-server.ts";
import { rejection } from "./support/rejection.ts";
import { failed, ID, quietClient, ready, request, stubFetch } from "./support/samples.ts";

/** Returns the error of a status request that gets this response. */
async function errorOf(response: Respond | object): Promise<SandboxError> {
  if (typeof response !== "function") {
    const stub = stubFetch([response]);
    return (await rejection(
      quietClient({ fetch: stub.fetch, maxRetries: 0 }).getTrainingStatus(ID),
    )) as SandboxError;
  }
  await using server = await startServer(response as Respond);
  const sandbox = quietClient({ baseUrl: server.url, maxRetries: 0 });
  return (await rejection(sandbox.getTrainingStatus(ID))) as SandboxError;
}

describe("a response that is not a JSON object", () => {
  test.each([200, 404, 500, 502])(
    "is an UnexpectedResponseError when it is HTML under %i",
    async (status) => {
      const page = `<!doctype html>\n<title>Attention required</title>${"x".repeat(500)}`;
      const error = await errorOf(text(page, status, { "content-type": "text/html" }));
      expect(error).toMatchObject({ code: "unexpected_response", httpStatus: status, trainingId: ID });
      expect(error.excerpt).toMatch(/^<!doctype html> <title>Attention required/);
      expect(error.excerpt?.length).toBe(200);
      expect(error.message).toMatch(/returned \d+: <!doctype html>.*Check baseUrl, or try again later\.$/);
    },
  );

  test.each(["", "{", '{"status":"success"', "null", "[1]", '"success"', "5", "\u0000\u001b[31mred"])(
    "is an UnexpectedResponseError when it is %j",
    async (body) => {
      const error = await errorOf(text(body));
      expect(error).toMatchObject({ code: "unexpected_response", httpStatus: 200 });
      expect(error.excerpt).not.toMatch(/\p{Cc}/u);
    },
  );

  test("is read as UTF-8, with or without a byte order mark", async () => {
    await using server = await startServer(text(`\uFEFF${JSON.stringify({ ...ready, note: "ä€😀" })}`));
    const update = await quietClient({ baseUrl: server.url }).getTrainingStatus(ID);
    expect(update.raw).toMatchObject({ note: "ä€😀" });
  });

  test("is not read further when it is larger than maxResponseBytes", async () => {
    await using server = await startServer(flood);
    const sandbox = quietClient({ baseUrl: server.url, maxRetries: 0, maxResponseBytes: 100_000 });
    const error = (await rejection(sandbox.getTrainingStatus(ID))) as SandboxError;
    await server.untilIdle();
    expect(error).toMatchObject({ code: "unexpected_response", httpStatus: 200 });
    expect(error.message).toContain("more than 100000 bytes");
  });

  test("may be as large as maxResponseBytes, which is 1 MiB by default", async () => {
    const pad = (size: number) =>
      `${JSON.stringify(ready)}${" ".repeat(size - JSON.stringify(ready).length)}`;
    await using server = await startServer((response, count, request) =>
      text(pad(2 ** 20 + count - 1))(response, count, request),
    );
    const sandbox = quietClient({ baseUrl: server.url });
    expect(await sandbox.getTrainingStatus(ID)).toMatchObject({ phase: "succeeded" });
    expect(await rejection(sandbox.getTrainingStatus(ID))).toMatchObject({ code: "unexpected_response" });
  });

  test("is read where a runtime gives no stream", async () => {
    const response = Object.defineProperty(Response.json(ready), "body", { value: null });
    const sandbox = quietClient({ fetch: async () => response });
    expect(await sandbox.getTrainingStatus(ID)).toMatchObject({ phase: "succeeded" });
  });
});

describe("a response with missing or mistyped fields", () => {
  test.each([
    {},
    { status: "success" },
    { messege: "model_ready" },
    { status: 1, messege: "model_ready" },
    { status: "success", messege: 7 },
    { status: "success", messege: "" },
    { status: "success", messege: "model_ready", data: 5 },
    { status: "success", messege: "model_ready", logs: ["a"] },
  ])("is an UnexpectedResponseError: %j", async (body) => {
    const error = await errorOf(json(body));
    expect(error).toMatchObject({
      code: "unexpected_response",
      httpStatus: 200,
      excerpt: JSON.stringify(body),
    });
  });

  test.each([
    [{ message: "model_ready" }, "model_ready"],
    [{ model_training_status: "model_ready", message: "all is well" }, "model_ready"],
    [{ messege: "model_ready", message: "all is well" }, "model_ready"],
    [{ messege: "training_paused" }, "training_paused"],
    [{ messege: null, message: "toString" }, "toString"],
  ])("finds the status in whichever field it stands: %j", async (body, status) => {
    const stub = stubFetch([{ status: "success", ...body }]);
    expect(await quietClient({ fetch: stub.fetch }).getTrainingStatus(ID)).toMatchObject({ status });
  });

  test("finds the log in data or logs, and does without one", async () => {
    for (const [field, value] of [
      ["data", ready.data],
      ["logs", ready.data],
      ["data", null],
    ] as const) {
      const stub = stubFetch([{ status: "success", messege: "model_ready", [field]: value }]);
      const update = await quietClient({ fetch: stub.fetch }).getTrainingStatus(ID);
      expect(update.log.text).toBe(value ?? "");
    }
  });
});

describe("an error response", () => {
  test.each([
    [{ status: "success", messege: "training id not found" }, 200, "training_not_found"],
    [{ messege: "training id not found" }, 200, "training_not_found"],
    [{ status: "error", messege: "Invalid Api Key" }, 200, "authentication_failed"],
    [{ status: "error", message: { key: ["The key field is required."] } }, 500, "unexpected_response"],
    [{ status: "error", message: 7 }, 200, "unexpected_response"],
    [{ status: "error" }, 200, "unexpected_response"],
    [{ status: "error", message: "prompt is required" }, 422, "invalid_request"],
  ])("%j under %i is %s", async (body, status, code) => {
    expect(await errorOf(json(body, status))).toMatchObject({ code });
  });

  test("shows its tip, and names each refused field", async () => {
    const wrongKey = { status: "error", message: "Invalid Api Key", tip: "Pass the key." };
    expect((await errorOf(json(wrongKey))).message).toContain("Pass the key.");
    const fields = { prompt: ["is required", "is too short"], images: "must be links" };
    expect(await errorOf(json({ status: "error", message: fields }))).toMatchObject({
      problems: [
        { field: "prompt", message: "is required is too short" },
        { field: "images", message: "must be links" },
      ],
    });
    const sentence = json({ status: "error", message: "prompt is required" }, 400);
    expect(await errorOf(sentence)).toMatchObject({ problems: [{ message: "prompt is required" }] });
  });
});

describe("a redirect", () => {
  test.each([301, 302, 303, 307, 308])("of %i is not followed, and its target is named", async (status) => {
    await using other = await startServer(json(ready));
    const error = await errorOf(text("moved", status, { location: `${other.url}/trap` }));
    expect(error).toMatchObject({ code: "unexpected_response", httpStatus: status });
    expect(error.message).toContain(`a redirect to ${other.url}/trap`);
    expect(other.bodies).toHaveLength(0);
  });

  test("whose body has no end is not read", async () => {
    await using server = await startServer((response) => {
      response.writeHead(302, { location: "https://other.example/" });
      response.write("moved");
    });
    const sandbox = quietClient({ baseUrl: server.url });
    expect(await rejection(sandbox.getTrainingStatus(ID))).toMatchObject({ httpStatus: 302 });
    await server.untilIdle();
  });

  test("whose target a browser hides has an error that states it", async () => {
    const opaque = Object.defineProperties(new Response(null), {
      type: { value: "opaqueredirect" },
      status: { value: 0 },
    });
    const sandbox = quietClient({ fetch: async () => opaque });
    expect(await rejection(sandbox.getTrainingStatus(ID))).toMatchObject({
      httpStatus: 0,
      message: expect.stringContaining("a redirect to a hidden URL"),
    });
  });
});

describe("phases", () => {
  test("a log that contains a failure makes a training failed, whatever its status", async () => {
    for (const messege of ["training_started", "training_paused"]) {
      const stub = stubFetch([{ ...failed, messege }]);
      const update = await quietClient({ fetch: stub.fetch }).getTrainingStatus(ID);
      expect(update.phase).toBe("failed");
    }
  });

  test("progress is 1 only if the status means success, and an ended training has no estimate", async () => {
    const stub = stubFetch([{ ...ready, messege: "deploying_model" }, ready]);
    const sandbox = quietClient({ fetch: stub.fetch });
    expect((await sandbox.getTrainingStatus(ID)).progress).toBe(0.99);
    const last = await sandbox.getTrainingStatus(ID);
    expect(last.progress).toBe(1);
    expect(last).not.toHaveProperty("etaMs");
  });
});

describe("an injected fetch that resolves with something else than a Response", () => {
  const text = async () => JSON.stringify({ ...ready, training_id: ID });
  const headers = new Headers();
  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["text", "ready"],
    ["an object without headers", { ok: true, status: 200, text }],
    ["headers in a plain object", { ok: true, status: 200, headers: {}, text }],
    ["an object without a body", { ok: true, status: 200, headers }],
    ["an object without a status code", { ok: true, headers, text }],
    ["a body that is not a web stream", { ok: true, status: 200, headers, text, body: { on() {} } }],
    [
      "an object that throws when it is read",
      {
        ok: true,
        get status() {
          return assert.fail("no");
        },
      },
    ],
  ])("throws at once, without a retry: %s", async (_, response) => {
    let calls = 0;
    const fetch = async () => {
      calls++;
      return response as Response;
    };
    const client = quietClient({ fetch });
    const error = await rejection(client.getTrainingStatus(ID));
    expect(error).toMatchObject({ code: "unexpected_response", trainingId: ID });
    expect(String(error)).toContain("fetch must resolve with a Response");
    expect(calls).toBe(1);
    expect(await rejection(client.createTraining(request))).toMatchObject({
      code: "create_outcome_unknown",
      cause: { message: expect.stringContaining("fetch must resolve with a Response") },
    });
  });

  test("works with an object that has what a Response needs", async () => {
    const response = { ok: true, status: 200, headers, text } as Response;
    const client = quietClient({ fetch: async () => response });
    expect(await client.getTrainingStatus(ID)).toMatchObject({ phase: "succeeded" });
    expect(await client.createTraining(request)).toMatchObject({ trainingId: ID });
  });
});
