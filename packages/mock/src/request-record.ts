import type { MockReply, MockRequest, ReplyNotes, Violation } from "./exchange.ts";
import { redact } from "./redact.ts";
import type { Responder } from "./responder.ts";

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

/** Tells of each request once it is answered. */
export function tellRequests(respond: Responder, tell: (record: RequestRecord) => void): Responder {
  return async (request) => {
    const startedMs = performance.now();
    const reply = await respond(request);
    tell(toRecord(request, reply, performance.now() - startedMs));
    return reply;
  };
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
