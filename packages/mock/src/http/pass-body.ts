import { Readable } from "node:stream";

export interface PassOptions {
  /** The length of the body that the headers announce. A caller that has received so many bytes knows that it is complete. */
  announcedLength: number | undefined;
  onChunk: (chunk: Uint8Array) => void;
  /** Awaited before the end of the body is passed on; called once. The error is why the body ended early. */
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
  // In any other case than a complete body: an error of the source, or a caller that disconnects, even before it reads.
  source.once("close", () => {
    const complete = source.readableEnded;
    void endOnce(complete ? undefined : (source.errored ?? new Error("the caller disconnected")));
  });
  body.once("close", () => source.destroy());
  return body;
}
