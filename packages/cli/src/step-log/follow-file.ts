import { type FileHandle, open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { usageError } from "../output/command-error.ts";

const POLL_MS = 200;
const CHUNK_BYTES = 65_536;

/** Yields the text of a file, then what is appended to it, until the signal aborts. A file that becomes shorter is read anew. */
export async function* followFile(path: string, signal: AbortSignal): AsyncGenerator<string, void> {
  const file = await open(path, "r").catch((cause: Error) => {
    throw usageError(`Cannot read ${path}: ${cause.message}`, { cause });
  });
  try {
    yield* readGrowing(file, signal);
  } finally {
    await file.close();
  }
}

async function* readGrowing(file: FileHandle, signal: AbortSignal): AsyncGenerator<string, void> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  // A character can be cut between two reads.
  let decoder = new TextDecoder();
  let position = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position);
    position += bytesRead;
    if (bytesRead > 0) yield decoder.decode(buffer.subarray(0, bytesRead), { stream: true });
    else if ((await file.stat()).size < position) [position, decoder] = [0, new TextDecoder()];
    else await sleep(POLL_MS, undefined, { signal });
  }
}
