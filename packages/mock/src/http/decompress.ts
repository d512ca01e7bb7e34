import { pipeline, Readable } from "node:stream";
import { createBrotliDecompress, createUnzip, createZstdDecompress } from "node:zlib";

/** Decompresses a body. One with another coding, or with several ones, passes unchanged. */
export function decompress(body: AsyncIterable<Uint8Array>, encoding: string): AsyncIterable<Uint8Array> {
  const decoder = createDecoder(encoding);
  if (!decoder) return body;
  // An error of the body, or of its coding, fails the decoder, from which the caller reads.
  return pipeline(Readable.from(body), decoder, () => {});
}

function createDecoder(encoding: string) {
  if (/^(x-gzip|gzip|deflate)$/i.test(encoding)) return createUnzip();
  if (/^br$/i.test(encoding)) return createBrotliDecompress();
  return /^zstd$/i.test(encoding) ? createZstdDecompress() : undefined;
}
