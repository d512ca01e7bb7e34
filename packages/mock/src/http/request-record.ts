import type { CountedResponse } from "../contract/contract-report.ts";
import type { MockRequest, MockResponse, ResponseNotes, Responder, Violation } from "../exchange.ts";
import { redact } from "./redact.ts";

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
    count(toCounted(request, response));
    onRequest?.(toRecord(request, response, performance.now() - startedMs));
    return response;
  };
}

function toCounted({ body }: MockRequest, { notes, status, reset }: MockResponse): CountedResponse {
  const counted = { ...notes, status: reset ? 0 : status };
  if (!notes.violations) return counted;
  return { ...counted, violations: notes.violations.map((violation) => redactViolation(violation, body)) };
}

function toRecord(
  { method, path, body }: MockRequest,
  response: MockResponse,
  durationMs: number,
): RequestRecord {
  const { violations, ...notes } = response.notes;
  return {
    time: new Date().toISOString(),
    method,
    path: redact(path.slice(0, LONGEST_PATH), body),
    status: response.reset ? 0 : response.status,
    durationMs: Math.round(durationMs * 100) / 100,
    ...redactValues(notes, body),
    ...(violations && { violations: violations.map((violation) => redactViolation(violation, body)) }),
  };
}

function redactValues<Notes extends ResponseNotes>(notes: Notes, body: string): Notes {
  const { trainingId } = notes;
  return trainingId === undefined ? notes : { ...notes, trainingId: redact(trainingId, body) };
}

function redactViolation(violation: Violation, body: string): Violation {
  return { ...violation, message: redact(violation.message, body) };
}
