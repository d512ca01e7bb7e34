import { promisify } from "node:util";
import { brotliDecompress, constants, gunzip, inflate, inflateRaw, zstdDecompress } from "node:zlib";
import { MAX_INSPECTED_BYTES } from "./body-capture.ts";

type Decode = (bytes: Buffer) => Promise<Buffer>;

/** A body without its content codings, or the reason why there is none. */
export type DecodedContent =
  | { bytes: Buffer }
  /** The body does not have the coding that its header names. */
  | { invalid: string }
  /** The body was not decoded, but may be valid. */
  | { skipped: string };

const MOST_CODINGS = 4;
/** 8 MiB of memory, which RFC 9659 requires of every decoder; the default is 128 MiB. */
const ZSTD_WINDOW_LOG = 23;
const limit = { maxOutputLength: MAX_INSPECTED_BYTES };
const unzip = promisify(gunzip);
const unbrotli = promisify(brotliDecompress);
const unzstd = promisify(zstdDecompress);
const zstdOptions = { ...limit, params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG } };

const DECODERS: Readonly<Record<string, Decode>> = {
  gzip: (bytes) => unzip(bytes, limit),
  "x-gzip": (bytes) => unzip(bytes, limit),
  deflate: (bytes) => inflateAny(bytes),
  br: (bytes) => unbrotli(bytes, limit),
  zstd: (bytes) => unzstd(bytes, zstdOptions),
  identity: (bytes) => Promise.resolve(bytes),
};

/** Removes the codings that the header `Content-Encoding` names. Decodes at most {@link MAX_INSPECTED_BYTES}. */
export async function decodeContent(encoding: string, bytes: Buffer): Promise<DecodedContent> {
  const codings = encoding
    .split(",")
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== "");
  if (codings.length > MOST_CODINGS) return { skipped: `the body has more than ${MOST_CODINGS} codings` };
  let decoded = bytes;
  // An empty body has no coding: responses to HEAD, 204 and 304 carry the header too.
  if (bytes.length === 0) return { bytes };
  for (const coding of codings.toReversed()) {
    const decode = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined;
    if (!decode) return { skipped: `the content coding ${JSON.stringify(coding)} is unknown` };
    try {
      decoded = await decode(decoded);
    } catch (error) {
      if (isTooLarge(error))
        return { skipped: `the decompressed body has more than ${MAX_INSPECTED_BYTES} bytes` };
      return { invalid: `The body is not valid ${coding}` };
    }
  }
  return { bytes: decoded };
}

/** Some servers send raw deflate data instead of the zlib format, and clients accept both. */
async function inflateAny(bytes: Buffer): Promise<Buffer> {
  const isZlib = ((bytes[0] ?? 0) & 0x0f) === 8;
  return promisify(isZlib ? inflate : inflateRaw)(bytes, limit);
}

function isTooLarge(error: unknown): boolean {
  if (!(error instanceof Error && "code" in error)) return false;
  return error.code === "ERR_BUFFER_TOO_LARGE" || error.code === "ZSTD_error_frameParameter_windowTooLarge";
}
