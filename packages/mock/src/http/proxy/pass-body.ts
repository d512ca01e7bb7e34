import { Readable } from "node:stream";

export interface PassOptions {
  /** The length of the body that the headers announce. A caller that has received so many bytes knows that it is complete. */
  announcedLength: number | undefined;
  onChunk: (chunk: Uint8Array) => void;
  /**
   * Awaited before the end of the body is passed on; called once. The error is why the body ended early: the source is then
   * not needed any more.
   */
  onEnd: (error?: Error) => Promise<void>;
}

/** Passes a body on as it arrives, but holds its end back until `onEnd` has finished. */
export function passBody(source: Readable, { announcedLength, onChunk, onEnd }: PassOptions): Readable {
  let ended: Promise<void> | undefined;
  const endOnce = (error?: Error): Promise<void> => (ended ??= onEnd(error));

  async function* hold(): AsyncGenerator<Uint8Array> {
    let passed = 0;
    for await (const chunk of source) {
      onChunk(chunk);
      passed += chunk.length;
      if (passed === announcedLength) await endOnce();
      yield chunk;
    }
    await endOnce();
  }

  const body = Readable.from(hold(), { objectMode: false });
  // After a complete body, its last chunks can still be on their way through `hold`.
  source.once("close", () => {
    if (!source.readableEnded) void endOnce(source.errored ?? new Error("the connection was closed"));
  });
  // A caller can disconnect at any time, even before it reads.
  body.once("close", () => void endOnce(new Error("the caller disconnected")));
  return body;
}
