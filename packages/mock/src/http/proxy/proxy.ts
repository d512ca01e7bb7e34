import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import type { Contract } from "../../contract/contract.ts";
import { createRouter, type Route } from "../../contract/router.ts";
import {
  errorResponse,
  type FinishedExchange,
  type MockRequest,
  type MockResponse,
  type Responder,
  type ResponseNotes,
} from "../../exchange.ts";
import { createCaptures, type BodyCapture } from "./body-capture.ts";
import { frameBody, selectForwarded } from "./connection-headers.ts";
import { createInspector, type Inspection } from "./inspection.ts";
import { passBody } from "./pass-body.ts";
import type { ProxiedExchange } from "./proxied-exchange.ts";
import {
  openExchange,
  UPSTREAM_LIMITS,
  UpstreamTimeoutError,
  type UpstreamExchange,
  type UpstreamLimits,
} from "./upstream.ts";

export interface ProxyOptions {
  /** How long an exchange may take. */
  limits?: UpstreamLimits;
  /** Called after each exchange, before the caller receives the end of the response. */
  onExchange?: (exchange: ProxiedExchange, inspection: Inspection) => Promise<void>;
}

/**
 * Creates a responder that forwards requests and notes where they or their responses violate the contract. Bodies pass
 * unchanged as they arrive. A caller that has received a whole response finds it in the log and in the report.
 */
export async function createProxy(
  contract: Contract,
  upstream: string,
  { limits = UPSTREAM_LIMITS, onExchange }: ProxyOptions = {},
): Promise<Responder> {
  const inspect = await createInspector(contract);
  const route = createRouter(contract.operations);
  const capture = createCaptures();
  const url = new URL(upstream);

  return async (request) => {
    const timing = startTiming();
    const notes = toNotes(route(request.method, request.path));
    const [sent, received] = [capture(), capture()];
    try {
      const exchange = await openExchange(url, toUpstreamRequest(request, sent), limits, request.signal);
      const waitMs = timing.elapsedMs();
      return await passResponse(request.method, exchange, notes, received, async (endedEarly) => {
        const described = describe(request, exchange.response, sent, received);
        const finished = { ...described, ...timing.read(waitMs), ...(endedEarly && { endedEarly }) };
        try {
          const inspection = await inspect(finished);
          await onExchange?.(finished, inspection);
          return inspection;
        } finally {
          sent.release();
          received.release();
        }
      });
    } catch (error) {
      const requestBody = sent.read().bytes?.toString("utf8");
      sent.release();
      return explainFailure(url, error, { notes, requestBody });
    }
  };
}

function toNotes(route: Route | undefined): ResponseNotes {
  if (!route) return {};
  const { operation, trainingId } = route;
  return { operationId: operation.iid, ...(trainingId !== undefined && { trainingId }) };
}

function startTiming() {
  const startedMs = Date.now();
  const begun = performance.now();
  const elapsedMs = (): number => performance.now() - begun;
  return {
    elapsedMs,
    read: (waitMs: number) => ({ startedMs, waitMs, receiveMs: elapsedMs() - waitMs }),
  };
}

function toUpstreamRequest(
  { method, path, query, allHeaders, stream, body }: MockRequest,
  sent: BodyCapture,
) {
  const headers = allHeaders();
  return {
    method,
    target: query === "" ? path : `${path}?${query}`,
    headers: { ...selectForwarded(headers), ...frameBody(method, headers) },
    body: stream ?? Readable.from(body === "" ? [] : [Buffer.from(body)]),
    onChunk: (chunk: Uint8Array) => sent.add(chunk),
  };
}

function describe(
  { method, path, query, allHeaders }: MockRequest,
  { statusCode = 0, statusMessage = "", headersDistinct }: IncomingMessage,
  sent: BodyCapture,
  received: BodyCapture,
): Pick<ProxiedExchange, "request" | "response"> {
  return {
    request: { method, path, query, headers: allHeaders(), body: sent.read() },
    response: {
      status: statusCode,
      statusText: statusMessage,
      headers: headersDistinct,
      body: received.read(),
    },
  };
}

/** Passes a response on. The notes are complete before its end is passed on. */
async function passResponse(
  method: string,
  { response, touch, close }: UpstreamExchange,
  notes: ResponseNotes,
  received: BodyCapture,
  inspect: (endedEarly?: string) => Promise<Inspection>,
): Promise<MockResponse> {
  const status = response.statusCode ?? 0;
  const headers = selectForwarded(response.headersDistinct);
  if (status === 204) delete headers["content-length"];
  const length = hasBody(method, status) ? readLength(headers) : 0;
  let resolve: (finished: FinishedExchange) => void;
  const finished = new Promise<FinishedExchange>((resolved) => (resolve = resolved));
  const body = passBody(response, {
    announcedLength: length,
    onChunk(chunk) {
      touch();
      received.add(chunk);
    },
    async onEnd(error) {
      close();
      resolve(finish(notes, await inspect(error?.message)));
    },
  });
  if (length !== 0) return { status, headers, body, notes, finished };
  // Without a body, the headers are the end of the response.
  body.resume();
  await finished;
  return { status, headers, body: Readable.from([]), notes, finished };
}

function finish(
  notes: ResponseNotes,
  { violations, notInspected, requestContent }: Inspection,
): FinishedExchange {
  return {
    notes: {
      ...notes,
      ...(violations.length > 0 && { violations }),
      ...(notInspected !== undefined && { notInspected }),
    },
    requestBody: requestContent?.toString("utf8"),
  };
}

function hasBody(method: string, status: number): boolean {
  return method !== "HEAD" && status !== 204 && status !== 304;
}

function readLength(headers: Record<string, string | string[]>): number | undefined {
  const length = headers["content-length"];
  return length === undefined ? undefined : Number(length);
}

function explainFailure(upstream: URL, error: unknown, finished: FinishedExchange): MockResponse {
  const reason = error instanceof Error ? error.message : String(error);
  // Without the password that the URL can contain.
  const name = upstream.origin + upstream.pathname.replace(/\/$/, "");
  const status = error instanceof UpstreamTimeoutError ? 504 : 502;
  const response = errorResponse(status, `The upstream ${name} did not respond: ${reason}.`, finished.notes);
  return { ...response, finished: Promise.resolve(finished) };
}
