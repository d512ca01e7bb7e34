import { createClient, SandboxError, TimeoutError, trainingStatusValues } from "@dreambooth-sandbox/client";
import type {
  ListedTrainingStatus,
  LostTraining,
  SandboxClient,
  TrainingRequest,
  TrainingStatus,
  TrainingUpdate,
} from "@dreambooth-sandbox/client";
import * as client from "@dreambooth-sandbox/client";
import { describe, expect, expectTypeOf, test } from "vitest";
import type {
  CreatedTraining,
  CreateTrainingRequest,
  TrainingStatusResponse,
} from "../src/generated/schema.ts";
import { rejection } from "./support/rejection.ts";
import { apiRequest, created, ID, KEY, quietClient, ready, request, stubFetch } from "./support/samples.ts";

describe("types", () => {
  test("a request has the contract's fields, without the key, with numbers welcome", () => {
    expectTypeOf<keyof TrainingRequest>().toEqualTypeOf<Exclude<keyof CreateTrainingRequest, "key">>();
    expectTypeOf<TrainingRequest["max_train_steps"]>().toEqualTypeOf<string | number>();
    expectTypeOf<TrainingRequest["seed"]>().toEqualTypeOf<string | number | null | undefined>();
    // @ts-expect-error an unknown training type
    const wrong: TrainingRequest = { ...request, training_type: "man" };
    expect(wrong).toBeDefined();
  });

  test("a status is open: known values and others", () => {
    expectTypeOf<"model_ready">().toExtend<TrainingStatus>();
    expectTypeOf<ListedTrainingStatus>().toExtend<TrainingStatus>();
    expectTypeOf<string>().toExtend<TrainingStatus>();
    expectTypeOf(trainingStatusValues).items.toExtend<TrainingStatus>();
  });

  test("a comparison with a known status narrows it", () => {
    const narrow = (status: TrainingStatus) => (status === "model_ready" ? status : undefined);
    expectTypeOf(narrow).returns.toEqualTypeOf<"model_ready" | undefined>();
    expect(narrow("model_ready")).toBe("model_ready");
  });

  test("an optional field may be undefined, and lists may be read-only", () => {
    const images: readonly string[] = request.images;
    const sparse: TrainingRequest = { ...request, images, seed: undefined, webhook: undefined };
    expect(sparse.seed).toBeUndefined();
  });

  test("watching gives updates, and many give losses too", () => {
    type Item<T> = T extends AsyncIterable<infer U> ? U : never;
    expectTypeOf<Item<ReturnType<SandboxClient["watchTraining"]>>>().toEqualTypeOf<TrainingUpdate>();
    type Many = Item<ReturnType<SandboxClient["watchTrainings"]>>;
    expectTypeOf<Many>().toEqualTypeOf<TrainingUpdate | LostTraining>();
  });

  test("a code is a literal", () => {
    expectTypeOf<TimeoutError["code"]>().toEqualTypeOf<"timeout">();
  });

  test("the runtime's fetch and console fit", () => {
    expect(createClient({ apiKey: "secret", fetch: globalThis.fetch, logger: console })).toBeDefined();
  });
});

describe("client.api", () => {
  test("is openapi-fetch, typed by the contract, without the key", async () => {
    const stub = stubFetch([created, ready]);
    const { api } = quietClient({ fetch: stub.fetch });
    const first = await api.POST("/api/sandbox/v3/fine_tune", { body: apiRequest });
    expectTypeOf(first.data).toEqualTypeOf<CreatedTraining | undefined>();
    expect(first.data).toEqual(created);
    const params = { path: { training_id: ID } };
    const second = await api.POST("/api/sandbox/v3/fine_tune_status/{training_id}", { params, body: {} });
    expectTypeOf(second.data).toEqualTypeOf<TrainingStatusResponse | undefined>();
    expect(second.data).toEqual(ready);
    expect(second.response.status).toBe(200);
    // @ts-expect-error a path that the contract does not have
    await api.POST("/api/sandbox/v3/delete", {});
  });

  test("throws the same errors as all other calls, with the same caution about creates", async () => {
    const stub = stubFetch([new Response("<html>", { status: 502 })]);
    const { api } = quietClient({ fetch: stub.fetch, maxRetries: 0 });
    const create = await rejection(api.POST("/api/sandbox/v3/fine_tune", { body: apiRequest }));
    expect(create).toMatchObject({ code: "create_outcome_unknown" });
    const params = { path: { training_id: "a b" } };
    const path = "/api/sandbox/v3/fine_tune_status/{training_id}";
    const status = await rejection(api.POST(path, { params, body: {} }));
    expect(status).toMatchObject({ code: "unexpected_response", httpStatus: 502, trainingId: "a b" });
  });

  test("does without a body", async () => {
    const stub = stubFetch([ready]);
    const { api } = quietClient({ fetch: stub.fetch });
    const path = "/api/sandbox/v3/fine_tune_status/{training_id}";
    // @ts-expect-error the contract has one
    await api.POST(path, { params: { path: { training_id: ID } } });
    expect(stub.calls[0]?.body).toBe(JSON.stringify({ key: KEY }));
  });

  test("ends when its signal is aborted", async () => {
    const { api } = quietClient({ fetch: () => new Promise(() => {}) });
    const controller = new AbortController();
    const params = { path: { training_id: ID } };
    const path = "/api/sandbox/v3/fine_tune_status/{training_id}";
    const outcome = rejection(api.POST(path, { params, body: {}, signal: controller.signal }));
    controller.abort(new Error("enough"));
    expect(String(await outcome)).toContain("enough");
  });
});

describe("errors", () => {
  test("have names and codes that stand as text in the code", () => {
    const prototypes = Object.values(client).map((value) =>
      "prototype" in value ? value.prototype : undefined,
    );
    const errors = prototypes.filter((prototype) => prototype instanceof SandboxError);
    const table = errors.map(({ name, code }) => `${name}: ${code}`);
    expect(table.toSorted()).toEqual([
      "AuthenticationError: authentication_failed",
      "ConnectionError: connection_failed",
      "CreateOutcomeUnknownError: create_outcome_unknown",
      "DeadlineError: deadline_exceeded",
      "JournalError: journal_failed",
      "QuotaError: quota_exceeded",
      "RateLimitError: rate_limited",
      "TimeoutError: timeout",
      "TrainingFailedError: training_failed",
      "TrainingNotFoundError: training_not_found",
      "UnexpectedResponseError: unexpected_response",
      "UnsupportedRuntimeError: unsupported_runtime",
      "ValidationError: invalid_request",
    ]);
  });

  test("show their name in text and stack, whatever the class is called", () => {
    const error = new TimeoutError("too late", { trainingId: ID });
    expect(String(error)).toBe("TimeoutError: too late");
    expect(error.stack).toMatch(/^TimeoutError: too late\n/);
    expect(error).toBeInstanceOf(Error);
    expect(Object.keys(error)).toEqual(["trainingId"]);
  });
});
