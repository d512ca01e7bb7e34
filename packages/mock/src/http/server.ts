import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { allowOrigin, allowRequest, isPreflight } from "./cross-origin.ts";
import { errorResponse, type MockRequest, type MockResponse, type Responder } from "../exchange.ts";
import type { ListenOptions } from "./listen-options.ts";
import { MAX_BODY_BYTES, readBody } from "./read-body.ts";
import { toPath } from "./request-target.ts";

export interface ServeOptions extends ListenOptions {
  /** Whether pages on this machine may read responses. */
  crossOrigin: boolean;
}

/** Limits for callers, so that slow senders and idle connections do not hold resources forever. */
const TIMEOUTS = {
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
  { port = 0, host = "127.0.0.1", crossOrigin }: ServeOptions,
): Promise<{ server: Server; url: string }> {
  const server = createServer(TIMEOUTS, (request, response) => {
    serve(respond, request, response, crossOrigin).catch((error: unknown) => abandon(response, error));
  });
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

async function serve(
  respond: Responder,
  request: IncomingMessage,
  response: ServerResponse,
  crossOrigin: boolean,
): Promise<void> {
  const body = await readBody(request);
  if (crossOrigin && isPreflight(request)) {
    response.writeHead(204, allowRequest(request)).end();
    return;
  }
  const mocked =
    body === undefined
      ? errorResponse(413, `The body is too long. The maximum is ${MAX_BODY_BYTES} bytes.`)
      : await respond(toMockRequest(request, response, body));
  if (crossOrigin) Object.assign(mocked.headers, allowOrigin(request));
  await send(request, response, mocked);
}

function toMockRequest(request: IncomingMessage, response: ServerResponse, body: string): MockRequest {
  const { method = "GET" } = request;
  const url = toPath(request.url ?? "/");
  const mark = url.indexOf("?");
  const { host = "127.0.0.1", "content-type": contentType = "", accept = "", prefer } = request.headers;
  return {
    method,
    origin: `http://${host}`,
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? "" : url.slice(mark + 1),
    headers: { contentType, accept, prefer: prefer?.toString() },
    body,
    allHeaders: () => request.headers,
    get signal() {
      const controller = new AbortController();
      response.once("close", () => controller.abort());
      return controller.signal;
    },
  };
}

async function send(request: IncomingMessage, response: ServerResponse, mocked: MockResponse): Promise<void> {
  if (mocked.reset) {
    request.socket.resetAndDestroy();
    return;
  }
  const { status, headers, body } = mocked;
  if (typeof body !== "string" && !(body instanceof Uint8Array)) {
    await pipeline(body, response.writeHead(status, headers));
    return;
  }
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}
