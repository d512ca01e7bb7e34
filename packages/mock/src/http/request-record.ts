import type { MockReply, MockRequest, ReplyNotes, Violation } from "../exchange.ts";
import { redact } from "./redact.ts";
import type { Responder } from "../operations/responder.ts";

/** What is told of a request and its reply. Bodies and queries are left out, keys are redacted. */
export interface RequestRecord extends ReplyNotes {
  time: string;
  method: string;
  path: string;
  /** The reply's status code; 0 when the connection was reset instead. */
  status: number;
  durationMs: number;
}

const LONGEST_PATH = 200;

/** What the contract report counts of a request. */
export type CountedReply = Pick<RequestRecord, "operationId" | "status" | "example" | "violations">;

/** Counts each request once it is answered, and tells of it, if somebody wants to know. */
export function tellRequests(
  respond: Responder,
  count: (reply: CountedReply) => void,
  tell: ((record: RequestRecord) => void) | undefined,
): Responder {
  return async (request) => {
    const startedMs = performance.now();
    const reply = await respond(request);
    count(toCounted(request, reply));
    tell?.(toRecord(request, reply, performance.now() - startedMs));
    return reply;
  };
}

function toCounted({ body }: MockRequest, { notes, status, reset }: MockReply): CountedReply {
  const counted = { ...notes, status: reset ? 0 : status };
  if (!notes.violations) return counted;
  return { ...counted, violations: notes.violations.map((violation) => redactViolation(violation, body)) };
}

function toRecord({ method, path, body }: MockRequest, reply: MockReply, durationMs: number): RequestRecord {
  const { violations, ...notes } = reply.notes;
  return {
    time: new Date().toISOString(),
    method,
    path: redact(path.slice(0, LONGEST_PATH), body),
    status: reply.reset ? 0 : reply.status,
    durationMs: Math.round(durationMs * 100) / 100,
    ...redactValues(notes, body),
    ...(violations && { violations: violations.map((violation) => redactViolation(violation, body)) }),
  };
}

function redactValues<Notes extends ReplyNotes>(notes: Notes, body: string): Notes {
  const { trainingId } = notes;
  return trainingId === undefined ? notes : { ...notes, trainingId: redact(trainingId, body) };
}

function redactViolation(violation: Violation, body: string): Violation {
  return { ...violation, message: redact(violation.message, body) };
}
