import type { MockRequest, MockResponse, Responder } from "../exchange.ts";
import { listSecrets } from "../http/redact.ts";
import { toCounted, toRecord, type RequestRecord } from "../http/request-record.ts";
import { parseBody, readField } from "../prism/parse-body.ts";
import { keepRequest } from "./kept-request.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

/** What is known of a request before it is routed. */
export interface SessionContext {
  /** The session that the request belongs to. */
  session: Session;
  /** The parsed body, its text if it is not JSON, or a SyntaxError if it is not valid JSON. */
  body: unknown;
}

/** Responds to a request of a session. */
export type SessionResponder = (request: MockRequest, context: SessionContext) => Promise<MockResponse>;

/** Finds the session of each request, and records the response in it. Reports it to `onRequest`, if set. */
export function observeRequests(
  respond: SessionResponder,
  sessions: Sessions,
  onRequest: ((record: RequestRecord) => void) | undefined,
): Responder {
  return async (request) => {
    const startedMs = performance.now();
    const body = parseBody(request.headers.contentType, request.body);
    const key = readField(body, "key") ?? "";
    const session = sessions.find(key);
    const response = await respond(request, { session, body });
    const exchange = {
      request,
      response,
      secrets: listSecrets(request.body, body),
      timeMs: Date.now(),
      durationMs: performance.now() - startedMs,
    };
    sessions.record(session, keepRequest(exchange), toCounted(response, exchange.secrets));
    onRequest?.(toRecord(exchange));
    return response;
  };
}
