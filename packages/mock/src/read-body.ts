import type { IncomingMessage } from "node:http";

/** The longest body that is read; of a longer one nothing is kept. */
export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Reads a request's body to its end, for a caller that is still sending does not read a reply.
 *
 * @returns The text, or undefined when it was too long.
 * @throws When the caller goes away before the end.
 */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  return length > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks).toString("utf8");
}
