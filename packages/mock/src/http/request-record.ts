import type { CountedResponse } from "../contract/contract-report.ts";
import type { MockRequest, MockResponse, ResponseNotes, Violation } from "../exchange.ts";
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

/** The parts of a request and its response that its record is made of. */
export interface RecordedExchange {
  request: Pick<MockRequest, "method" | "path">;
  response: Pick<MockResponse, "status" | "reset" | "notes">;
  /** What must not be shown: the API key in all its forms. */
  secrets: readonly string[];
  /** When the response was complete, in milliseconds since 1970. */
  timeMs: number;
  durationMs: number;
}

const LONGEST_PATH = 200;

/** Returns what the contract report counts of a response. */
export function toCounted(
  { notes, status, reset }: MockResponse,
  secrets: readonly string[],
): CountedResponse {
  const counted = { ...notes, status: reset ? 0 : status };
  return notes.violations ? { ...counted, violations: redactViolations(notes.violations, secrets) } : counted;
}

/** Returns the record of a request. */
export function toRecord({
  request,
  response,
  secrets,
  timeMs,
  durationMs,
}: RecordedExchange): RequestRecord {
  const { violations, trainingId, noMatch, ...notes } = response.notes;
  const hide = (text: string): string => redact(text, secrets).slice(0, LONGEST_PATH);
  return {
    time: new Date(timeMs).toISOString(),
    method: request.method,
    path: hide(request.path),
    status: response.reset ? 0 : response.status,
    durationMs: Math.round(durationMs * 100) / 100,
    ...notes,
    ...(trainingId !== undefined && { trainingId: hide(trainingId) }),
    ...(noMatch && { noMatch }),
    ...(violations && { violations: redactViolations(violations, secrets) }),
  };
}

/** Removes secrets from the messages of violations. */
export function redactViolations(violations: readonly Violation[], secrets: readonly string[]): Violation[] {
  return violations.map((violation) => ({ ...violation, message: redact(violation.message, secrets) }));
}
