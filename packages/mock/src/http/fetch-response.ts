import type { MockResponse } from "../exchange.ts";

/** Decompresses a body that has the given content coding. */
export type Decompress = (body: AsyncIterable<Uint8Array>, encoding: string) => AsyncIterable<Uint8Array>;

/** The status codes of responses that have no body (Fetch standard). */
const NULL_BODY_STATUSES = new Set([101, 103, 204, 205, 304]);

/** Returns a `Response` as `fetch` does: with the URL, without a body where there is none, and with the body decompressed. */
export function toResponse(
  mocked: MockResponse,
  request: Request,
  { url, redirected }: Pick<Response, "url" | "redirected">,
  decompress: Decompress,
): Response {
  const { status, headers } = mocked;
  const content = hasBody(request, status) ? toContent(mocked, request.signal, decompress) : null;
  const response = new Response(content, { status, headers: toPairs(headers) });
  Object.defineProperties(response, { url: { value: url }, redirected: { value: redirected } });
  return response;
}

function hasBody({ method }: Request, status: number): boolean {
  return method !== "HEAD" && !NULL_BODY_STATUSES.has(status);
}

function toContent(
  { headers, body }: MockResponse,
  signal: AbortSignal,
  decompress: Decompress,
): ConstructorParameters<typeof Response>[0] {
  // The mock compresses nothing; only a response of the proxy, which is a stream, can be compressed.
  if (typeof body === "string" || body instanceof Uint8Array) return body;
  return streamOf(decompress(body, String(headers["content-encoding"] ?? "")), signal);
}

function toPairs(headers: MockResponse["headers"]): [string, string][] {
  return Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
}

/** Returns a body that fails when the caller's signal is aborted, as a body from a socket does. */
function streamOf(body: AsyncIterable<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  return toStream(body).pipeThrough(new TransformStream(), { signal });
}

/** Not every browser has `ReadableStream.from`. */
function toStream(body: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel() {
        // Not awaited: an iterator returns only after its next chunk, which may never come. A stream of Node.js ends at once.
        if ("destroy" in body && typeof body.destroy === "function") body.destroy();
        else void chunks.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
