import type { Socket } from "node:net";

/** A request as it arrived. */
export interface RawRequest {
  method: string;
  path: string;
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>;
  /** Whether the connection had carried a request before. */
  isOnWarmConnection: boolean;
}

const END_OF_HEAD = "\r\n\r\n";
const END_OF_CHUNKS = "\r\n0\r\n\r\n";

/** Calls `onRequest` whenever a whole request, its body included, has arrived. */
export function readRequests(socket: Socket, onRequest: (request: RawRequest) => void): void {
  let received = "";
  let count = 0;
  socket.setEncoding("latin1");
  socket.on("data", (bytes) => {
    received += String(bytes);
    for (let end = findEnd(received); end !== undefined; end = findEnd(received)) {
      onRequest({ ...parseHead(received), isOnWarmConnection: count++ > 0 });
      received = received.slice(end);
    }
  });
}

/** Returns where the first request ends, or `undefined` if it has not arrived completely. */
function findEnd(received: string): number | undefined {
  const headEnd = received.indexOf(END_OF_HEAD);
  if (headEnd < 0) return undefined;
  const { headers } = parseHead(received);
  const bodyStart = headEnd + END_OF_HEAD.length;
  if (headers.has("transfer-encoding")) {
    const chunksEnd = received.indexOf(END_OF_CHUNKS, headEnd);
    return chunksEnd < 0 ? undefined : chunksEnd + END_OF_CHUNKS.length;
  }
  const end = bodyStart + Number(headers.get("content-length") ?? 0);
  return received.length < end ? undefined : end;
}

function parseHead(received: string): Omit<RawRequest, "isOnWarmConnection"> {
  const [requestLine = "", ...lines] = received.slice(0, received.indexOf(END_OF_HEAD)).split("\r\n");
  const [method = "", path = ""] = requestLine.split(" ");
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return { method, path, headers };
}
