import { ConnectionError, CreateOutcomeUnknownError } from "@dreambooth-sandbox/client";
import { operations } from "@dreambooth-sandbox/client/contract";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFakeClock } from "./support/fake-clock.ts";
import { createRecordingService } from "./support/recording-service.ts";
import { ID, quietClient } from "./support/samples.ts";

const PATH = "/api/sandbox/v3/fine_tune_cancel/{training_id}";
const cancelled = { status: "success", messege: "training_cancelled" };
const added: Record<string, unknown> = operations;

beforeEach(() => {
  const pathParameter = "training_id";
  added["cancelTraining"] = {
    id: "cancelTraining",
    method: "POST",
    path: PATH,
    pathParameter,
    replay: "safe",
  };
});

afterEach(() => {
  delete added["cancelTraining"];
});

/** Cancels a training of a service that gives these outcomes, with two retries. */
async function cancel(outcomes: object[]) {
  const clock = createFakeClock();
  const { fetch, requests } = createRecordingService(outcomes);
  const { api } = quietClient({ fetch, clock, maxRetries: 2 });
  const { POST } = api as unknown as Record<
    "POST",
    (path: string, init: object) => Promise<{ data: unknown }>
  >;
  const result = POST(PATH, { params: { path: { training_id: ID } }, body: {} }).catch(
    (error: unknown) => error,
  );
  return { result: await clock.run(result), requests };
}

const offline = new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } });
const broken = new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });

test.each([
  ["while offline", offline],
  ["when connections break", broken],
])(
  "an added operation that is safe is retried %s, and its error does not mention charges",
  async (_, failure) => {
    const { result, requests } = await cancel([failure]);
    expect(requests).toHaveLength(3);
    expect(result).toBeInstanceOf(ConnectionError);
    expect(result).toMatchObject({ trainingId: ID });
    expect(String(result)).not.toMatch(/charge|outcome/i);
  },
);

test("an added operation that is safe succeeds after a failure", async () => {
  const { result, requests } = await cancel([broken, new Response("", { status: 503 }), cancelled]);
  expect(result).toMatchObject({ data: cancelled });
  expect(requests.map(({ url }) => url.endsWith(`/fine_tune_cancel/${ID}`))).toEqual([true, true, true]);
});

test("an operation that the contract does not have is sent once, because it may cost money", async () => {
  delete added["cancelTraining"];
  const { result, requests } = await cancel([broken, cancelled]);
  expect(requests).toHaveLength(1);
  expect(result).toBeInstanceOf(CreateOutcomeUnknownError);
});
