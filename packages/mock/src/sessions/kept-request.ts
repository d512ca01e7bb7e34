import type { Contract } from "../contract/contract.ts";
import type { MockRequest, MockResponse, ResponseNotes } from "../exchange.ts";
import { redact, redactBody } from "../http/redact.ts";
import { redactViolations, toRecord, type RecordedExchange } from "../http/request-record.ts";
import { findClosestOperation } from "./closest-operation.ts";
import type { JournaledRequest } from "./journal.ts";

/**
 * A request as a session keeps it: one flat object, because every request makes one. The API key is redacted when the
 * journal is read. Only texts that are cut are redacted before: afterwards, a part of a key could not be found in them.
 */
export interface KeptRequest {
  method: string;
  path: string;
  body: string;
  status: number;
  isReset: boolean;
  notes: ResponseNotes;
  /** The body of the response, if it is a text. */
  responseBody: string | undefined;
  /** What must not be shown. */
  secrets: readonly string[];
  timeMs: number;
  durationMs: number;
  /** Whether the texts contain no secrets any more. */
  isRedacted: boolean;
}

/** The maximum length of a text that is kept. */
const LONGEST_TEXT = 4_096;
const KEPT_VIOLATIONS = 20;
/** What an entry weighs besides its texts. */
const BASE_WEIGHT = 300;

/** Returns what a session keeps of a request and its response. */
export function keepRequest(
  exchange: RecordedExchange & { request: MockRequest; response: MockResponse },
): KeptRequest {
  const { request, response, secrets, timeMs, durationMs } = exchange;
  const kept: KeptRequest = {
    method: request.method,
    path: request.path,
    body: request.body,
    status: response.status,
    isReset: response.reset === true,
    notes: limitViolations(response.notes),
    responseBody: typeof response.body === "string" ? response.body : undefined,
    secrets,
    timeMs,
    durationMs,
    isRedacted: false,
  };
  return isLong(kept) ? cutTexts(redactTexts(kept)) : kept;
}

/** Returns about how many bytes a kept request takes. */
export function weigh({ path, body, responseBody = "" }: KeptRequest): number {
  return BASE_WEIGHT + path.length + body.length + responseBody.length;
}

/** Returns a kept request as the journal shows it. */
export function readKept(contract: Contract, kept: KeptRequest): JournaledRequest {
  const redacted = kept.isRedacted ? kept : redactTexts(kept);
  const { status, isReset, body, responseBody } = redacted;
  const record = toRecord(toExchange(redacted));
  const { operationId, method, path } = record;
  const noMatch =
    operationId === undefined ? findClosestOperation(contract.operations, method, path) : record.noMatch;
  return {
    ...record,
    ...(noMatch && { noMatch }),
    body: parse(body),
    ...(!isReset && {
      response: { status, ...(responseBody !== undefined && { body: parse(responseBody) }) },
    }),
  };
}

function toExchange(kept: KeptRequest): RecordedExchange {
  const { method, path, status, isReset, notes, secrets, timeMs, durationMs } = kept;
  const response = { status, notes, ...(isReset && { reset: true as const }) };
  return { request: { method, path }, response, secrets, timeMs, durationMs };
}

function isLong({ path, body, responseBody = "", secrets }: KeptRequest): boolean {
  return (
    path.length > LONGEST_TEXT ||
    body.length > LONGEST_TEXT ||
    responseBody.length > LONGEST_TEXT ||
    secrets.some(({ length }) => length > LONGEST_TEXT)
  );
}

function redactTexts(kept: KeptRequest): KeptRequest {
  const { path, body, responseBody, notes, secrets } = kept;
  const { trainingId, violations } = notes;
  return {
    ...kept,
    path: redact(path, secrets),
    body: redactBody(body, secrets),
    responseBody: responseBody === undefined ? undefined : redact(responseBody, secrets),
    notes: {
      ...notes,
      ...(trainingId !== undefined && { trainingId: redact(trainingId, secrets) }),
      ...(violations && { violations: redactViolations(violations, secrets) }),
    },
  };
}

function cutTexts(kept: KeptRequest): KeptRequest {
  const { path, body, responseBody, notes } = kept;
  const { trainingId } = notes;
  return {
    ...kept,
    path: cut(path),
    body: cut(body),
    responseBody: responseBody === undefined ? undefined : cut(responseBody),
    notes: trainingId === undefined ? notes : { ...notes, trainingId: cut(trainingId) },
    secrets: [],
    isRedacted: true,
  };
}

function limitViolations(notes: ResponseNotes): ResponseNotes {
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
