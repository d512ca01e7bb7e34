import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { errorReply, type MockReply, type MockRequest } from "./exchange.ts";

const MAX_BODY_BYTES = 1024 * 1024;

/** Where a mock listens. */
export interface ListenOptions {
  /** Port; 0, the default, takes a free one. */
  port?: number;
  /** Host name or address; `127.0.0.1` by default. */
  host?: string;
}

/** Serves replies over HTTP. */
export async function listen(
  respond: (request: MockRequest) => Promise<MockReply>,
  { port = 0, host = "127.0.0.1" }: ListenOptions = {},
): Promise<{ server: Server; url: string }> {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, (request, response) => {
    void serve(respond, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return { server, url: urlOf(server) };
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

async function serve(
  respond: (request: MockRequest) => Promise<MockReply>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) return send(response, errorReply(413, "The body is too large."));
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  const { "content-type": contentType = "", accept = "", prefer } = request.headers;
  const headers = { contentType, accept, prefer: prefer?.toString() };
  send(response, await respond({ method: request.method ?? "GET", path, query, headers, body }));
}

function send(response: ServerResponse, { status, headers, body }: MockReply): void {
  if (typeof body !== "string") {
    Readable.from(body).pipe(response.writeHead(status, headers));
    return;
  }
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
