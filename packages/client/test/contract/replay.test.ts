import { ConnectionError, CreateOutcomeUnknownError } from "@dreambooth-sandbox/client";
import { expect, test } from "vitest";
import { listCalls } from "../support/contract-calls.ts";
import type { Call } from "../support/contract-calls.ts";
import { contractOperations, findErrorResponse } from "../support/contract.ts";
import type { ContractOperation } from "../support/contract.ts";
import { createFakeClock } from "../support/fake-clock.ts";
import { createRecordingService } from "../support/recording-service.ts";
import { quietClient } from "../support/samples.ts";

// Each test is named after the `x-replay` of an operation. It is about every way to call the operation.

const MAX_RETRIES = 4;
const broken = new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
/** A failure before anything was sent. */
const offline = new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } });
const unavailable = respond("ServiceUnavailable", 503);
const tooMany = respond("TooManyRequests", 429);

/** Failures after which the request may have arrived. */
const unclear = [
  ["a broken connection", broken, "connection_failed"],
  ["503", unavailable, "unexpected_response"],
] as const;

for (const operation of contractOperations.filter(({ replay }) => replay === "safe")) {
  for (const [name, outcome, code] of unclear) {
    test(`replay ${operation.id}: is safe, so the request is sent again after ${name}`, async () => {
      for (const call of listCalls(operation)) {
        const { error, count } = await run(operation, call, [outcome, outcome, operation.response]);
        expect([call.name, error, count]).toEqual([call.name, undefined, 3]);
      }
    });

    test(`replay ${operation.id}: is safe, so the last error (${name}) does not mention charges`, async () => {
      for (const call of listCalls(operation)) {
        const { error, count } = await run(operation, call, [outcome]);
        expect([call.name, count]).toEqual([call.name, MAX_RETRIES + 1]);
        expect(error).toMatchObject({ code });
        expect(String(error)).not.toMatch(/charge|outcome|account/i);
      }
    });
  }
}

for (const operation of contractOperations.filter(({ replay }) => replay === "never")) {
  for (const [name, outcome] of unclear) {
    test(`replay ${operation.id}: is never, so the outcome after ${name} is unknown, and the request is sent once`, async () => {
      for (const call of listCalls(operation)) {
        const { error, count } = await run(operation, call, [outcome, operation.response]);
        expect([call.name, count]).toEqual([call.name, 1]);
        expect(error).toBeInstanceOf(CreateOutcomeUnknownError);
        expect(String(error)).toMatch(new RegExp(`${operation.id} .*charged for`));
      }
    });
  }
}

for (const operation of contractOperations) {
  test(`replay ${operation.id}: the request is sent again when nothing was sent, or after 429`, async () => {
    for (const call of listCalls(operation)) {
      const { error, count } = await run(operation, call, [offline, tooMany, operation.response]);
      expect([call.name, error, count]).toEqual([call.name, undefined, 3]);
    }
  });

  test(`replay ${operation.id}: a ConnectionError while offline does not mention charges`, async () => {
    for (const call of listCalls(operation)) {
      const { error, count } = await run(operation, call, [offline]);
      expect([call.name, count]).toEqual([call.name, MAX_RETRIES + 1]);
      expect(error).toBeInstanceOf(ConnectionError);
      expect(String(error)).not.toMatch(/charge/i);
    }
  });
}

/** Calls an operation of a service that gives these outcomes. Returns what the call threw, and the number of requests. */
async function run(operation: ContractOperation, call: Call, outcomes: object[]) {
  const clock = createFakeClock();
  const { fetch, requests } = createRecordingService(outcomes);
  const client = quietClient({ fetch, clock, maxRetries: MAX_RETRIES });
  const error: unknown = await clock.run(call.send(client, operation.request)).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { error, count: requests.length };
}

function respond(name: string, status: number): Response {
  return Response.json(findErrorResponse(name), { status });
}
