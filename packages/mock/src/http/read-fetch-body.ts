import { MAX_BODY_BYTES } from "./limits.ts";

/** The body of a request that was sent in process. */
export interface FetchBody {
  /** Undefined if there are more than {@link MAX_BODY_BYTES}. */
  whole: { text: string; length: number } | undefined;
  /** Returns all bytes. Those that were not read yet are read on demand. */
  stream: () => AsyncIterable<Uint8Array>;
}

const EMPTY: FetchBody = toWhole([], 0);

/** Reads a request's body up to {@link MAX_BODY_BYTES}. What follows is read only as far as the stream is. */
export async function readFetchBody(request: Request): Promise<FetchBody> {
  const body = await openBody(request);
  if (!body) return EMPTY;
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length <= MAX_BODY_BYTES) {
    const { done, value } = await reader.read();
    if (done) return toWhole(chunks, length);
    chunks.push(value);
    length += value.length;
  }
  return { whole: undefined, stream: () => concat(chunks, reader) };
}

/** Firefox has no `Request.body`: there, the body is read as a whole. */
async function openBody(request: Request): Promise<ReadableStream<Uint8Array> | null> {
  return "body" in request ? request.body : toBlobStream(request);
}

async function toBlobStream(request: Request): Promise<ReadableStream<Uint8Array>> {
  return (await request.blob()).stream();
}

function toWhole(chunks: readonly Uint8Array[], length: number): FetchBody {
  return { whole: { text: decode(chunks), length }, stream: () => iterate(chunks) };
}

/** Decodes UTF-8, in which a character can be part of two chunks. */
function decode(chunks: readonly Uint8Array[]): string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}

async function* iterate(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function* concat(
  chunks: readonly Uint8Array[],
  rest: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* chunks;
  for (;;) {
    const { done, value } = await rest.read();
    if (done) return;
    yield value;
  }
}
