import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { allowOrigin, allowRequest, isPreflight } from "./cross-origin.ts";
import { errorResponse, type MockRequest, type MockResponse, type Responder } from "../exchange.ts";
import { refuseMalformedRequest } from "./client-error.ts";
import { BODY_TOO_LONG, MAX_HEADER_BYTES } from "./limits.ts";
import type { ListenOptions } from "./listen-options.ts";
import { createHostCheck } from "./permitted-hosts.ts";
import { readBody } from "./read-body.ts";

export interface ServeOptions extends ListenOptions {
  /** Whether pages on this machine may read responses. */
  crossOrigin: boolean;
  /** Whether the body of a request for this path is forwarded as it arrives. */
  isForwarded: (path: string) => boolean;
}

/** Limits for callers, so that slow senders and idle connections do not hold resources forever. */
const LIMITS = {
  maxHeaderSize: MAX_HEADER_BYTES,
  headersTimeout: 30_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
};

/** The maximum number of connections that wait to be accepted, so that many callers can connect at once. */
const BACKLOG = 4_096;

/** Serves responses over HTTP. */
export async function listen(
  respond: Responder,
  { port = 0, host = "127.0.0.1", allowedHosts = [], crossOrigin, isForwarded }: ServeOptions,
): Promise<{ server: Server; url: string }> {
  const refuseHost = createHostCheck([host, ...allowedHosts]);
  const server = createServer(LIMITS, (request, response) => {
    serve(respond, request, response, { crossOrigin, isForwarded, refuseHost }).catch((error: unknown) =>
      abandon(response, error),
    );
  });
  // The length of all headers is limited instead: Node.js would ignore those beyond a number without an error.
  server.maxHeadersCount = 0;
  server.on("clientError", refuseMalformedRequest);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, backlog: BACKLOG }, resolve);
  });
  return { server, url: urlOf(server) };
}

/** Stops a server immediately. */
export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

/** Ends a response that failed: the caller disconnected, or the mock has a defect. */
function abandon(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { status, headers, body } = errorResponse(500, `The mock failed: ${String(error)}`);
  response.writeHead(status, headers).end(body);
}

type Target = Pick<MockRequest, "path" | "query">;

interface ServeRules extends Pick<ServeOptions, "crossOrigin" | "isForwarded"> {
  refuseHost: (host: string | undefined) => string | undefined;
}

async function serve(
  respond: Responder,
  request: IncomingMessage,
  response: ServerResponse,
  { crossOrigin, isForwarded, refuseHost }: ServeRules,
): Promise<void> {
  const target = readTarget(request);
  const forwarded = isForwarded(target.path);
  const refusal = refuseHost(request.headers.host);
  const body = forwarded && refusal === undefined ? "" : await readBody(request);
  if (refusal !== undefined) return send(request, response, errorResponse(421, refusal));
  if (crossOrigin && isPreflight(request)) {
    response.writeHead(204, allowRequest(request)).end();
    return;
  }
  const received = toMockRequest(request, response, target, body ?? "");
  if (forwarded) received.stream = request;
  const mocked = body === undefined ? errorResponse(413, BODY_TOO_LONG) : await respond(received);
  if (crossOrigin) Object.assign(mocked.headers, allowOrigin(request));
  await send(request, response, mocked);
}

function toMockRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: Target,
  body: string,
): MockRequest {
  const { method = "GET" } = request;
  const { host = "127.0.0.1", "content-type": contentType = "", accept = "", prefer } = request.headers;
  return {
    method,
    origin: `http://${host}`,
    path,
    query,
    headers: { contentType, accept, prefer: prefer?.toString() },
    body,
    allHeaders: () => request.headersDistinct,
    get signal() {
      const controller = new AbortController();
      response.once("close", () => controller.abort());
      return controller.signal;
    },
  };
}

/** Returns the path of a request, as it was sent, and its query. */
function readTarget({ url = "/" }: IncomingMessage): Target {
  const target = toPath(url);
  const mark = target.indexOf("?");
  return mark < 0
    ? { path: target, query: "" }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** Returns the path and query of a request target, which may be an absolute URL or `*`. */
function toPath(target: string): string {
  if (target.startsWith("/")) return target;
  if (!URL.canParse(target)) return `/${target}`;
  const { pathname, search } = new URL(target);
  return pathname + search;
}

async function send(request: IncomingMessage, response: ServerResponse, mocked: MockResponse): Promise<void> {
  if (mocked.reset) {
    request.socket.resetAndDestroy();
    return;
  }
  const { status, headers, body } = mocked;
  if (typeof body !== "string" && !(body instanceof Uint8Array)) {
    // The first chunk can be a long time after the headers.
    response.writeHead(status, headers).flushHeaders();
    await pipeline(body, response);
    return;
  }
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}
