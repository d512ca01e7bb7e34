import {
  AuthenticationError,
  ConnectionError,
  CreateOutcomeUnknownError,
  createClient,
  QuotaError,
  ValidationError,
} from "@dreambooth-sandbox/client";
import { memoryJournal } from "@dreambooth-sandbox/client/journal";
import { describe, expect, test } from "vitest";
import { settle } from "./support/fake-clock.ts";
import { rejection } from "./support/rejection.ts";
import { ID, KEY, quietClient, request, stubFetch, created } from "./support/samples.ts";

/** Reasons that look as if the service had refused the request, or as if nothing had been sent. */
const reasons: [string, unknown][] = [
  ["a ValidationError", new ValidationError("mine", { problems: [] })],
  ["an AuthenticationError", new AuthenticationError("mine")],
  ["a QuotaError", new QuotaError("mine", { httpStatus: 402, serviceMessage: "Insufficient credits." })],
  [
    "a ConnectionError",
    new ConnectionError("mine", { cause: new Error("refused"), surelyNotSent: true, isTransient: true }),
  ],
  ["an object without a prototype", Object.create(null)],
  ["a symbol", Symbol("mine")],
];

describe("a create that is aborted in flight", () => {
  test.each(reasons)("has an unknown outcome when the reason is %s", async (_, reason) => {
    let calls = 0;
    let markSent = () => {};
    const sent = new Promise<void>((resolve) => (markSent = resolve));
    const fetch = () => {
      calls++;
      markSent();
      return new Promise<Response>(() => {});
    };
    const client = quietClient({ fetch, journal: memoryJournal() });
    const controller = new AbortController();
    const options = { signal: controller.signal, intentId: "order" };
    const outcome = rejection(client.createTraining(request, options));
    await sent;
    controller.abort(reason);
    const error = await outcome;
    expect(error).toBeInstanceOf(CreateOutcomeUnknownError);
    expect(error).toMatchObject({ cause: reason });
    const second = rejection(client.createTraining(request, { intentId: "order" }));
    expect(await second).toBeInstanceOf(CreateOutcomeUnknownError);
    expect(calls).toBe(1);
  });
});

test("the key is in no message when it is passed in the wrong place", () => {
  const secret = "sk-live-secret-123456";
  for (const wrong of [secret, { apiKey: KEY, logger: secret }, { apiKey: KEY, timeoutMs: secret }])
    expect(() => createClient(wrong as never)).toThrow(
      expect.objectContaining({ name: "TypeError", message: expect.not.stringContaining("secret") }),
    );
});

test("an error that throws when it is read is a ConnectionError whose outcome is unknown", async () => {
  const hostile = {
    get cause(): never {
      throw new Error("no");
    },
  };
  const client = quietClient({ fetch: () => Promise.reject(hostile), maxRetries: 0 });
  expect(await rejection(client.getTrainingStatus(ID))).toMatchObject({ code: "connection_failed" });
  expect(await rejection(client.createTraining(request))).toBeInstanceOf(CreateOutcomeUnknownError);
});

test.each([
  ["another message", { status: "error", message: "odd", messege: "deploying_gpu" }],
  ["an escaped id", '{"status":"error","message":"odd","training_id":"ab\\/c"}'],
  ["try again in a list", { status: "failed", messege: ["Failed,  Try Again"] }],
  ["try again elsewhere", { status: "failed", message: "error", messege: "Failed, Try Again" }],
  ["no message", { status: "error" }],
])("an error with %s leaves the outcome of a create unknown", async (_, body) => {
  const response = typeof body === "string" ? new Response(body) : Response.json(body);
  const { fetch } = stubFetch([response]);
  const error = await rejection(quietClient({ fetch }).createTraining(request));
  expect(error).toBeInstanceOf(CreateOutcomeUnknownError);
});

test("a reason phrase outside of ASCII does not break client.api", async () => {
  const response = Response.json(created);
  Object.defineProperty(response, "statusText", { value: "✓" });
  const body = { ...request, images: [...request.images], seed: "0", max_train_steps: "14" } as never;
  const client = quietClient({ fetch: async () => response });
  const { data } = await client.api.POST("/api/sandbox/v3/fine_tune", { body });
  expect(data).toMatchObject({ training_id: ID });
});

test("middleware that openapi-fetch refuses makes the next call fail, and nothing else", async () => {
  const client = quietClient({ fetch: stubFetch([created]).fetch });
  client.api.use({} as never);
  await settle();
  const params = { path: { training_id: ID } };
  const path = "/api/sandbox/v3/fine_tune_status/{training_id}";
  expect(await rejection(client.api.POST(path, { params, body: {} }))).toBeInstanceOf(Error);
});

test("a list of a hundred thousand wrong items is refused with a message of bounded length", async () => {
  const images = Array.from({ length: 100_000 }, () => "x");
  const error = await rejection(quietClient({}).createTraining({ ...request, images }));
  expect(error).toBeInstanceOf(ValidationError);
  expect((error as ValidationError).problems).toHaveLength(images.length);
  expect(String(error).length).toBeLessThan(5_000);
});
