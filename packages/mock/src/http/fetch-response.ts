import { pipeline, Readable } from "node:stream";
import { createBrotliDecompress, createUnzip, createZstdDecompress } from "node:zlib";
import type { MockResponse } from "../exchange.ts";

/** The status codes of responses that have no body (Fetch standard). */
const NULL_BODY_STATUSES = new Set([101, 103, 204, 205, 304]);

/** Returns a `Response` as `fetch` does: with the URL, without a body where there is none, and with the body decompressed. */
export function toResponse(mocked: MockResponse, request: Request, url: string, redirects: number): Response {
  const { status, headers } = mocked;
  const content = hasBody(request, status) ? toContent(mocked, request.signal) : null;
  const response = new Response(content, { status, headers: toPairs(headers) });
  Object.defineProperties(response, { url: { value: url }, redirected: { value: redirects > 0 } });
  return response;
}

function hasBody({ method }: Request, status: number): boolean {
  return method !== "HEAD" && !NULL_BODY_STATUSES.has(status);
}

function toContent(
  { headers, body }: MockResponse,
  signal: AbortSignal,
): ConstructorParameters<typeof Response>[0] {
  // The mock compresses nothing; only a response of the proxy, which is a stream, can be compressed.
  if (typeof body === "string" || body instanceof Uint8Array) return body;
  return streamOf(decompress(body, String(headers["content-encoding"] ?? "")), signal);
}

function decompress(body: AsyncIterable<Uint8Array>, encoding: string): AsyncIterable<Uint8Array> {
  const decoder = createDecoder(encoding);
  if (!decoder) return body;
  // An error of the body, or of its coding, fails the decoder, from which the caller reads.
  return pipeline(Readable.from(body), decoder, () => {});
}

/** Returns undefined for other codings, and for several ones: their bytes pass unchanged. */
function createDecoder(encoding: string) {
  if (/^(x-gzip|gzip|deflate)$/i.test(encoding)) return createUnzip();
  if (/^br$/i.test(encoding)) return createBrotliDecompress();
  return /^zstd$/i.test(encoding) ? createZstdDecompress() : undefined;
}

function toPairs(headers: MockResponse["headers"]): [string, string][] {
  return Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
}

/** Returns a body that fails when the caller's signal is aborted, as a body from a socket does. */
function streamOf(body: AsyncIterable<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  // Not `ReadableStream.from`: its cancellation waits for the next chunk, which may never come.
  const stream = Readable.toWeb(body instanceof Readable ? body : Readable.from(body));
  return (stream as ReadableStream<Uint8Array>).pipeThrough(new TransformStream(), { signal });
}
