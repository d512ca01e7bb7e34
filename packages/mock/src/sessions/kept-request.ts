import type { Contract } from "../contract/contract.ts";
import type { MockRequest, MockResponse } from "../exchange.ts";
import { redact, redactBody } from "../http/redact.ts";
import { toRecord, type RecordedExchange } from "../http/request-record.ts";
import { findClosestOperation } from "./closest-operation.ts";
import type { JournaledRequest } from "./journal.ts";

/**
 * A request as a session keeps it. Keeping must cost little, so that the API key is redacted when the journal is read.
 * Only texts that are cut are redacted before: afterwards, a part of a key could not be found in them.
 */
export interface KeptRequest extends RecordedExchange {
  /** The request's body. */
  body: string;
  /** The body of the response, if it is a text. */
  responseBody: string | undefined;
  /** Whether the texts contain no secrets any more. */
  isRedacted: boolean;
}

/** The maximum length of a text that is kept. */
const LONGEST_TEXT = 4_096;
const KEPT_VIOLATIONS = 20;
/** What an entry weighs besides its texts. */
const BASE_WEIGHT = 300;

/** Returns what a session keeps of a request and its response. */
export function keepRequest({
  request,
  response,
  secrets,
  timeMs,
  durationMs,
}: RecordedExchange & { request: MockRequest; response: MockResponse }): KeptRequest {
  const { method, path, body } = request;
  const { status, reset, notes } = response;
  const responseBody = typeof response.body === "string" ? response.body : undefined;
  const kept = {
    request: { method, path },
    response: { status, ...(reset && { reset }), notes: limitViolations(notes) },
    body,
    responseBody,
    secrets,
    timeMs,
    durationMs,
    isRedacted: false,
  };
  const texts = [path, body, responseBody ?? "", ...secrets];
  return texts.some(({ length }) => length > LONGEST_TEXT) ? redactAndCut(kept) : kept;
}

/** Returns about how many bytes a kept request takes. */
export function weigh({ request, body, responseBody = "" }: KeptRequest): number {
  return BASE_WEIGHT + request.path.length + body.length + responseBody.length;
}

/** Returns a kept request as the journal shows it. */
export function readKept(contract: Contract, kept: KeptRequest): JournaledRequest {
  const { response, body, responseBody } = kept.isRedacted ? kept : redactTexts(kept);
  const record = toRecord(kept);
  const { operationId, method, path } = record;
  const noMatch =
    operationId === undefined ? findClosestOperation(contract.operations, method, path) : record.noMatch;
  return {
    ...record,
    ...(noMatch && { noMatch }),
    body: parse(body),
    ...(!response.reset && {
      response: {
        status: response.status,
        ...(responseBody !== undefined && { body: parse(responseBody) }),
      },
    }),
  };
}

function redactTexts(kept: KeptRequest): KeptRequest {
  const { request, body, responseBody, secrets } = kept;
  return {
    ...kept,
    request: { ...request, path: redact(request.path, secrets) },
    body: redactBody(body, secrets),
    responseBody: responseBody === undefined ? undefined : redact(responseBody, secrets),
  };
}

function redactAndCut(kept: KeptRequest): KeptRequest {
  const { request, response, body, responseBody } = redactTexts(kept);
  const { notes } = response;
  const { trainingId } = toRecord(kept);
  return {
    ...kept,
    request: { ...request, path: cut(request.path) },
    response: { ...response, notes: { ...notes, ...(trainingId !== undefined && { trainingId }) } },
    body: cut(body),
    responseBody: responseBody === undefined ? undefined : cut(responseBody),
    secrets: [],
    isRedacted: true,
  };
}

function limitViolations(notes: MockResponse["notes"]): MockResponse["notes"] {
  const { violations } = notes;
  if (!violations || violations.length <= KEPT_VIOLATIONS) return notes;
  return { ...notes, violations: violations.slice(0, KEPT_VIOLATIONS) };
}

/** Returns the beginning of a long text. It is a copy: a slice would keep the whole text in memory. */
function cut(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${Array.from(text.slice(0, LONGEST_TEXT - 1)).join("")}…`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
