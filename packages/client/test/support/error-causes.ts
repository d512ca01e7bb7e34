import { memoryJournal } from "@dreambooth-sandbox/client/journal";
import type { errorReference } from "../../src/error-reference.ts";
import { createTransport } from "../../src/http/transport.ts";
import { createTraining } from "../../src/operations/create-training.ts";
import { findErrorResponse, findOperation } from "./contract.ts";
import { createFakeClock } from "./fake-clock.ts";
import { createRecordingService } from "./recording-service.ts";
import { rejection } from "./rejection.ts";
import { failed, ID, quietClient, request } from "./samples.ts";

const { errorCodes } = findOperation("getTrainingStatus");
const clock = createFakeClock();

/** Makes the client throw each of its errors. A new class of errors does not compile without an entry. */
export const errorCauses: Record<keyof typeof errorReference, () => Promise<unknown>> = {
  AuthenticationError: () => failWith("Unauthorized"),
  ValidationError: () => failWith("BadRequest"),
  RateLimitError: () => failWith("TooManyRequests"),
  QuotaError: () => failWith("PaymentRequired"),
  TrainingNotFoundError: () => failWith("NotFound"),
  TrainingFailedError: () => rejection(quietClient(serve(failed)).waitForTraining(ID)),
  TimeoutError: () => clock.run(rejection(quietClient({ fetch: waitForever, clock }).getTrainingStatus(ID))),
  DeadlineError: () =>
    clock.run(
      rejection(quietClient({ fetch: waitForever, clock }).waitForTraining(ID, { deadlineMs: 1_000 })),
    ),
  ConnectionError: () => failPoll(new TypeError("fetch failed")),
  JournalError: () => {
    const journal = { ...memoryJournal(), begin: () => Promise.reject(new Error("The disk is full.")) };
    return rejection(quietClient({ journal }).createTraining(request, { intentId: "order-1" }));
  },
  UnsupportedRuntimeError: () => {
    const browser = { fetch: () => Promise.reject(new Error("A create was sent.")) };
    return rejection(createTraining(createTransport({ apiKey: "test-key" }, browser), request));
  },
  UnexpectedResponseError: () => failPoll(new Response("<h1>Hello</h1>")),
  CreateOutcomeUnknownError: () =>
    rejection(quietClient(serve(new TypeError("fetch failed"))).createTraining(request)),
};

function failWith(response: string): Promise<unknown> {
  return failPoll(Response.json(findErrorResponse(response), { status: errorCodes[response] ?? 0 }));
}

function failPoll(outcome: object): Promise<unknown> {
  return rejection(quietClient({ ...serve(outcome), maxRetries: 0 }).getTrainingStatus(ID));
}

function serve(outcome: object) {
  return { fetch: createRecordingService([outcome]).fetch };
}

function waitForever(_url: string, { signal }: RequestInit): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}
