import type { CountedResponse } from "../contract/contract-report.ts";
import type { MockRequest, MockResponse, ResponseNotes, Responder, Violation } from "../exchange.ts";
import { redact, REDACTED } from "./redact.ts";

/** A request and its response, for the log. It contains no bodies and no queries, and API keys are redacted. */
export interface RequestRecord extends ResponseNotes {
  time: string;
  method: string;
  path: string;
  /** The status code; 0 if the connection was reset instead. */
  status: number;
  durationMs: number;
}

const LONGEST_PATH = 200;

/** Reports each response to `count` and, if set, to `onRequest`. */
export function observeRequests(
  respond: Responder,
  count: (response: CountedResponse) => void,
  onRequest: ((record: RequestRecord) => void) | undefined,
): Responder {
  return async (request) => {
    const startedMs = performance.now();
    const response = await respond(request);
    const report = (response: MockResponse, body: string | undefined): void => {
      count(toCounted(response, body));
      onRequest?.(toRecord(request, response, body, performance.now() - startedMs));
    };
    if (response.finished)
      void response.finished.then(({ notes, requestBody }) => report({ ...response, notes }, requestBody));
    else report(response, request.body);
    return response;
  };
}

function toCounted({ notes, status, reset }: MockResponse, body: string | undefined): CountedResponse {
  const counted = { ...notes, status: reset ? 0 : status };
  if (!notes.violations) return counted;
  return { ...counted, violations: notes.violations.map((violation) => redactViolation(violation, body)) };
}

function toRecord(
  { method, path }: MockRequest,
  response: MockResponse,
  body: string | undefined,
  durationMs: number,
): RequestRecord {
  const { violations, ...notes } = response.notes;
  return {
    time: new Date().toISOString(),
    method,
    // A key that was cut before it was looked for would not be found.
    path: redactByBody(path, body).slice(0, LONGEST_PATH),
    status: response.reset ? 0 : response.status,
    durationMs: Math.round(durationMs * 100) / 100,
    ...redactValues(notes, body),
    ...(violations && { violations: violations.map((violation) => redactViolation(violation, body)) }),
  };
}

function redactValues<Notes extends ResponseNotes>(notes: Notes, body: string | undefined): Notes {
  const { trainingId } = notes;
  return trainingId === undefined ? notes : { ...notes, trainingId: redactByBody(trainingId, body) };
}

function redactViolation(violation: Violation, body: string | undefined): Violation {
  return { ...violation, message: redactByBody(violation.message, body) };
}

/** Removes the keys of a body from a text. If the body is not known, any part of the text can be a key. */
function redactByBody(text: string, body: string | undefined): string {
  return body === undefined ? REDACTED : redact(text, body);
}
