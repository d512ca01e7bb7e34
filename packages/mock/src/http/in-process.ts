import type { MockRequest, MockResponse, Responder } from "../exchange.ts";

const REDIRECT = 307;
const MAX_REDIRECTS = 20;

/** Creates a `fetch` without a socket, with the results and errors of one with a socket. */
export function createFetch(respond: Responder): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const body = request.body ? await request.text() : "";
    try {
      return await follow(respond, request, request.url, body, 0);
    } catch (error) {
      throw request.signal.aborted ? request.signal.reason : error;
    }
  };
}

async function follow(
  respond: Responder,
  request: Request,
  url: string,
  body: string,
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
  return follow(respond, request, new URL(location, url).href, body, redirects + 1);
}

function toMockRequest(request: Request, href: string, body: string): MockRequest {
  const { origin, pathname, search } = new URL(href);
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
    body,
    allHeaders: () => Object.fromEntries(request.headers),
    signal: request.signal,
  };
}

function toResponse(mocked: MockResponse, { signal }: Request, url: string, redirects: number): Response {
  const { status, headers, body } = mocked;
  const whole = typeof body === "string" || body instanceof Uint8Array;
  const content = whole ? body : streamOf(body, signal);
  const response = new Response(content, { status, headers: toPairs(headers) });
  Object.defineProperties(response, { url: { value: url }, redirected: { value: redirects > 0 } });
  return response;
}

function toPairs(headers: MockResponse["headers"]): [string, string][] {
  return Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
}

/** Returns a body that fails when the caller's signal is aborted, as a body from a socket does. */
function streamOf(body: AsyncIterable<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  return ReadableStream.from(body).pipeThrough(new TransformStream(), { signal });
}

function fetchFailed(cause: Error): TypeError {
  return new TypeError("fetch failed", { cause });
}

function connectionReset(): Error {
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", errno: -104, syscall: "read" });
}
