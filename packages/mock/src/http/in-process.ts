import { errorResponse, type MockRequest, type Responder } from "../exchange.ts";
import { toResponse } from "./fetch-response.ts";
import { BODY_TOO_LONG, HEADERS_TOO_LONG, MAX_HEADER_BYTES } from "./limits.ts";
import { readFetchBody, type FetchBody } from "./read-fetch-body.ts";

const REDIRECT = 307;
const MAX_REDIRECTS = 20;

/**
 * Creates a `fetch` without a socket, with the results, errors and limits of one with a socket.
 *
 * @param isForwarded Whether the body of a request for this path is forwarded as it arrives.
 */
export function createFetch(respond: Responder, isForwarded: (path: string) => boolean): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const body = await readFetchBody(request.body);
    try {
      return await follow(withLimits(respond, body, isForwarded), request, request.url, body, 0);
    } catch (error) {
      throw request.signal.aborted ? request.signal.reason : error;
    }
  };
}

/** Refuses what a server refuses, before the responder sees it. */
function withLimits(
  respond: Responder,
  { bytes }: FetchBody,
  isForwarded: (path: string) => boolean,
): Responder {
  return (request) => {
    if (measureHead(request) >= MAX_HEADER_BYTES)
      return Promise.resolve(errorResponse(431, HEADERS_TOO_LONG));
    if (bytes === undefined && !isForwarded(request.path))
      return Promise.resolve(errorResponse(413, BODY_TOO_LONG));
    return respond(request);
  };
}

/** Returns the length of the URL and the headers, as Node.js counts it. */
function measureHead({ path, query, allHeaders }: MockRequest): number {
  const headers = Object.entries(allHeaders()).map(([name, value]) => name.length + String(value).length);
  return headers.reduce((sum, length) => sum + length, path.length + query.length);
}

async function follow(
  respond: Responder,
  request: Request,
  url: string,
  body: FetchBody,
  redirects: number,
): Promise<Response> {
  const mocked = await respond(toMockRequest(request, url, body));
  request.signal.throwIfAborted();
  if (mocked.reset) throw fetchFailed(connectionReset());
  const location = mocked.headers["location"]?.toString();
  if (mocked.status !== REDIRECT || location === undefined || request.redirect === "manual")
    return toResponse(mocked, request, url, redirects);
  if (request.redirect === "error") throw fetchFailed(new Error("unexpected redirect"));
  if (redirects >= MAX_REDIRECTS) throw fetchFailed(new Error("redirect count exceeded"));
  if (body.bytes === undefined) throw fetchFailed(new Error("a streamed body cannot be sent again"));
  return follow(respond, request, new URL(location, url).href, body, redirects + 1);
}

function toMockRequest(request: Request, href: string, { bytes, stream }: FetchBody): MockRequest {
  const { origin, pathname, search } = new URL(href);
  const framing: Record<string, string> =
    bytes === undefined ? { "transfer-encoding": "chunked" } : { "content-length": String(bytes.length) };
  return {
    method: request.method,
    origin,
    path: pathname,
    query: search.slice(1),
    headers: {
      contentType: request.headers.get("content-type") ?? "",
      accept: request.headers.get("accept") ?? "",
      prefer: request.headers.get("prefer") ?? undefined,
    },
    body: bytes?.toString("utf8") ?? "",
    get stream() {
      return stream();
    },
    allHeaders: () => ({ ...Object.fromEntries(request.headers), ...(request.body && framing) }),
    signal: request.signal,
  };
}

function fetchFailed(cause: Error): TypeError {
  return new TypeError("fetch failed", { cause });
}

function connectionReset(): Error {
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", errno: -104, syscall: "read" });
}
