import type { IncomingMessage } from "node:http";
import { MAX_BODY_BYTES } from "./limits.ts";

/**
 * Reads a request's body to its end, because a caller that is still sending does not read a response.
 *
 * @returns The text, or undefined if it was too long. Nothing of a body that is too long is kept.
 * @throws Error if the caller disconnects before the end.
 */
export function readBody(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MAX_BODY_BYTES) chunks.push(chunk);
      else chunks = [];
    });
    request.once("end", () => {
      if (length > MAX_BODY_BYTES) return resolve(undefined);
      const [only = Buffer.alloc(0), ...others] = chunks;
      return resolve((others.length === 0 ? only : Buffer.concat(chunks)).toString("utf8"));
    });
    request.once("error", reject);
    request.once("close", () => {
      // After a complete request, nothing waits for an error, and making one would take longer than reading the body.
      if (!request.complete) reject(new Error("The caller disconnected."));
    });
  });
}
