import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { HEADERS_TOO_LONG } from "./limits.ts";

/** What Node.js could not read as a request, by the code of its error. */
const ERRORS: Readonly<Record<string, { status: number; message: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, message: HEADERS_TOO_LONG },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, message: "The chunk extensions of the body are too long." },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: "The request did not arrive in time." },
};
const MALFORMED = { status: 400, message: "The request is not valid HTTP." };

/** Responds to what Node.js could not read as a request, and closes the connection. */
export function refuseMalformedRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const { status, message } = ERRORS[error.code ?? ""] ?? MALFORMED;
  const body = JSON.stringify({ status: "error", message });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Connection: close",
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
