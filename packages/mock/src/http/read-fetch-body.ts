import { Readable } from "node:stream";
import { MAX_BODY_BYTES } from "./limits.ts";

/** The body of a request that was sent in process. */
export interface FetchBody {
  /** All bytes, or undefined if there are more than {@link MAX_BODY_BYTES}. */
  bytes: Buffer | undefined;
  /** All bytes as a stream. */
  stream: () => Readable;
}

/** Reads a body up to {@link MAX_BODY_BYTES}. What follows is read only as far as the stream is. */
export async function readFetchBody(body: ReadableStream<Uint8Array> | null): Promise<FetchBody> {
  if (!body) return toWhole(Buffer.alloc(0));
  const rest = body.values();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length <= MAX_BODY_BYTES) {
    const { done, value } = await rest.next();
    if (done) return toWhole(Buffer.concat(chunks));
    chunks.push(value);
    length += value.length;
  }
  return { bytes: undefined, stream: () => Readable.from(concat(chunks, rest)) };
}

function toWhole(bytes: Buffer): FetchBody {
  return { bytes, stream: () => Readable.from(bytes.length === 0 ? [] : [bytes]) };
}

async function* concat(
  chunks: Uint8Array[],
  rest: AsyncIterableIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* chunks;
  yield* rest;
}
