/** The maximum length of a body that is inspected, as received and decompressed. */
export const MAX_INSPECTED_BYTES = 256 * 1024;

/** How many bytes of bodies are kept at the same time to be inspected. */
const MAX_KEPT_BYTES = 8 * 1024 * 1024;

/** What is kept of a body that passes through the proxy. */
export interface CapturedBody {
  /** The bytes, or undefined if there are too many to keep. */
  bytes: Buffer | undefined;
  /** How many bytes passed. */
  length: number;
}

/** Keeps the bytes of a body while they pass. */
export interface BodyCapture {
  add(chunk: Uint8Array): void;
  read(): CapturedBody;
  /** Frees the bytes. */
  release(): void;
}

/** Creates captures that together keep a bounded number of bytes. */
export function createCaptures(
  maxBytes: number = MAX_INSPECTED_BYTES,
  maxKeptBytes: number = MAX_KEPT_BYTES,
): () => BodyCapture {
  let kept = 0;
  return () => {
    let chunks: Uint8Array[] | undefined = [];
    let length = 0;
    let own = 0;

    function release(): void {
      kept -= own;
      own = 0;
      chunks = undefined;
    }

    return {
      add(chunk) {
        length += chunk.length;
        if (!chunks) return;
        if (length > maxBytes || kept + chunk.length > maxKeptBytes) return release();
        kept += chunk.length;
        own += chunk.length;
        // A copy: the chunk can be a small part of a large buffer, which would stay in memory.
        chunks.push(Buffer.from(chunk));
      },
      read: () => ({ bytes: chunks && Buffer.concat(chunks), length }),
      release,
    };
  };
}
