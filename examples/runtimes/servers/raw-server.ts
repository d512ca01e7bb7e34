import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { Certificate } from "./certificates.ts";
import { listen } from "./listen.ts";
import { readRequests, type RawRequest } from "./read-requests.ts";
import { isCreate, statusBody, type Target } from "./target.ts";

/** Ends, or does not end, the exchange of a create that was read completely. */
export type Ending = (socket: Socket) => void;

/** A server on a socket of its own that records every request as it arrived. */
export interface RawServer extends Target {
  requests: RawRequest[];
}

/** Starts a server that responds to status requests on kept-alive connections, and to creates as `ending` does. */
export async function startRawServer(ending: Ending, certificate?: Certificate): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    readRequests(socket, (request) => {
      requests.push(request);
      if (isCreate(request.method, request.path)) ending(socket);
      else socket.write(formatResponse(200, statusBody));
    });
  };
  const server = certificate ? createTlsServer(certificate, accept) : createServer(accept);
  server.on("tlsClientError", () => {});
  return {
    url: await listen(server, certificate ? "https" : "http"),
    requests,
    countCreates: () => requests.filter(({ method, path }) => isCreate(method, path)).length,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** Returns a response that any page may read. */
export function formatResponse(status: number, body: string, headers: readonly string[] = []): string {
  return [
    `HTTP/1.1 ${status} Status`,
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    "Access-Control-Allow-Origin: *",
    "Access-Control-Allow-Headers: content-type",
    ...headers,
    "",
    body,
  ].join("\r\n");
}
