import type { FinishedExchange, MockRequest, MockResponse, Responder } from "../exchange.ts";
import { listSecrets, REDACTED } from "../http/redact.ts";
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
  function report(
    request: MockRequest,
    response: MockResponse,
    startedMs: number,
    sent: SessionContext,
  ): void {
    const exchange = {
      request,
      response,
      secrets: listSecrets(request.body, sent.body),
      timeMs: Date.now(),
      durationMs: performance.now() - startedMs,
    };
    sessions.record(sent.session, keepRequest(exchange), toCounted(response, exchange.secrets));
    onRequest?.(toRecord(exchange));
  }

  function readSent(contentType: string, text: string): SessionContext {
    const body = parseBody(contentType, text);
    return { body, session: sessions.find(readField(body, "key") ?? "") };
  }

  /** Reports a forwarded request. Its key, and so its session, is known only after its body has passed. */
  async function reportFinished(
    request: MockRequest,
    response: MockResponse,
    finished: Promise<FinishedExchange>,
    startedMs: number,
  ): Promise<void> {
    const { notes, requestBody } = await finished;
    const passed = describePassed(request, requestBody);
    report(passed, { ...response, notes }, startedMs, readSent(request.headers.contentType, passed.body));
  }

  return async (request) => {
    const startedMs = performance.now();
    const sent = readSent(request.headers.contentType, request.body);
    const response = await respond(request, sent);
    if (response.finished) void reportFinished(request, response, response.finished, startedMs);
    else report(request, response, startedMs, sent);
    return response;
  };
}

/** Returns a forwarded request with the body that passed. If that is not known, any part of the path can be a key. */
function describePassed(request: MockRequest, body: string | undefined): MockRequest {
  const { method, origin, path, query, headers, allHeaders } = request;
  return {
    method,
    origin,
    path: body === undefined ? REDACTED : path,
    query,
    headers,
    allHeaders,
    body: body ?? "",
  };
}
