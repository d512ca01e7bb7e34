import { Agent, request as requestHttp } from "node:http";
import { text } from "node:stream/consumers";

/** A request as it is sent, byte by byte. */
export interface RawRequest {
  method: string;
  /** The request target: path and query. */
  target: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
  /** Whether the body is sent in chunks, without its length. */
  chunked: boolean;
}

/** The parts of a response that depend on the request. */
export interface RawResponse {
  status: number;
  mediaType: string | undefined;
  /** Prism's violations: parsed, or as they are if the header was shortened. */
  violations: unknown;
  body: unknown;
}

const TIMEOUT_MS = 5_000;
const agent = new Agent({ keepAlive: true });

/** Sends a request. */
export async function sendRaw(
  url: string,
  { method, target, headers, body, chunked }: RawRequest,
): Promise<RawResponse> {
  const { hostname, port } = new URL(url);
  // Without either header, Node.js would send the body of a GET as if it were the next request.
  const framing = chunked
    ? { "transfer-encoding": "chunked" }
    : { "content-length": String(body?.length ?? 0) };
  const length = body ? framing : {};
  const sending = requestHttp({
    agent,
    hostname,
    port,
    method,
    path: target,
    headers: { ...headers, ...length },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  sending.end(body);
  const response = await new Promise<import("node:http").IncomingMessage>((resolve, reject) =>
    sending.once("response", resolve).once("error", reject),
  );
  return {
    status: response.statusCode ?? 0,
    mediaType: response.headers["content-type"],
    violations: parse(response.headers["sl-violations"]?.toString() ?? ""),
    body: parse(await text(response)),
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
