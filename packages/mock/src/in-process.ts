import type { MockReply, MockRequest } from "./exchange.ts";

/** Answers `fetch` without a socket, as a real one would show it. */
export function createFetch(respond: (request: MockRequest) => Promise<MockReply>): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const reply = await respond(await toMockRequest(request));
    request.signal.throwIfAborted();
    return toResponse(reply, request.url);
  };
}

async function toMockRequest(request: Request): Promise<MockRequest> {
  const url = new URL(request.url);
  return {
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    headers: {
      contentType: request.headers.get("content-type") ?? "",
      accept: request.headers.get("accept") ?? "",
      prefer: request.headers.get("prefer") ?? undefined,
    },
    body: request.body ? await request.text() : "",
    signal: request.signal,
  };
}

function toResponse({ status, headers, body }: MockReply, url: string): Response {
  const content = typeof body === "string" ? body : ReadableStream.from(body);
  const response = new Response(content, { status, headers });
  Object.defineProperty(response, "url", { value: url });
  return response;
}
