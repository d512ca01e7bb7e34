import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { allowOrigin, allowRequest, isPreflight } from "./cross-origin.ts";
import { errorReply, type MockReply, type MockRequest } from "../exchange.ts";
import { MAX_BODY_BYTES, readBody } from "./read-body.ts";
import type { Responder } from "../operations/responder.ts";

/** Where a mock listens. */
export interface ListenOptions {
  /** Port; 0, the default, takes a free one. */
  port?: number;
  /** Host name or address; `127.0.0.1` by default. */
  host?: string;
}

export interface ServeOptions extends ListenOptions {
  /** Whether pages of this machine may read replies. */
  crossOrigin: boolean;
}

/** How long callers may take, so that slow senders and idle connections hold nothing for ever. */
const TIMEOUTS = {
  headersTimeout: 30_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
};

/** How many connections may wait to be accepted, so that many callers can begin at once. */
const BACKLOG = 4_096;

/** Serves replies over HTTP. */
export async function listen(
  respond: Responder,
  { port = 0, host = "127.0.0.1", crossOrigin }: ServeOptions,
): Promise<{ server: Server; url: string }> {
  const server = createServer(TIMEOUTS, (request, response) => {
    serve(respond, request, response, crossOrigin).catch((error: unknown) => breakOff(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, backlog: BACKLOG }, resolve);
  });
  return { server, url: urlOf(server) };
}

/** Stops a server at once. */
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

/** Ends what cannot be answered: the caller has gone, or the mock has a defect. */
function breakOff(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { status, headers, body } = errorReply(500, `The mock failed: ${String(error)}`);
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
  const reply =
    body === undefined
      ? errorReply(413, `The body is too large: at most ${MAX_BODY_BYTES} bytes are read.`)
      : await respond(toMockRequest(request, response, body));
  if (crossOrigin) Object.assign(reply.headers, allowOrigin(request));
  await send(request, response, reply);
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

/** The path and query of a request target, which may be an absolute URL or `*`. */
function toPath(target: string): string {
  if (target.startsWith("/")) return target;
  if (!URL.canParse(target)) return `/${target}`;
  const { pathname, search } = new URL(target);
  return pathname + search;
}

async function send(request: IncomingMessage, response: ServerResponse, reply: MockReply): Promise<void> {
  if (reply.reset) {
    request.socket.resetAndDestroy();
    return;
  }
  const { status, headers, body } = reply;
  if (typeof body !== "string" && !(body instanceof Uint8Array)) {
    await pipeline(body, response.writeHead(status, headers));
    return;
  }
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}
