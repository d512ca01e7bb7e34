import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** A server on a real socket whose responses a test controls. */
export interface HostileServer extends AsyncDisposable {
  url: string;
  /** The bodies of all requests. */
  bodies: string[];
  /** How many connections were ever made. */
  connections: () => number;
  /** Resolves as soon as a first request has arrived. */
  received: Promise<unknown>;
  /** Resolves as soon as no request is in flight. */
  untilIdle: () => Promise<void>;
}

/** Responds to a request. `count` is the number of requests received so far, this one included. */
export type Respond = (response: ServerResponse, count: number, request: IncomingMessage) => void;

/** Starts a server on a free port of this machine. */
export async function startServer(respond: Respond): Promise<HostileServer> {
  const bodies: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const openRequests = new Set<Promise<unknown>>();
  const server = createServer((request, response) => {
    let body = "";
    const closed = new Promise<unknown>((resolve) => response.on("close", resolve));
    openRequests.add(closed);
    void closed.then(() => openRequests.delete(closed));
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      respond(response, bodies.push(body), request);
      server.emit("received");
    });
  });
  server.on("connection", (socket) => {
    connections++;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
  });
  const received = once(server, "received");
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    bodies,
    connections: () => connections,
    received,
    async untilIdle() {
      await Promise.all(openRequests);
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** Responds with JSON. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Respond {
  return text(JSON.stringify(value), status, { "content-type": "application/json", ...headers });
}

/** Responds with any text. */
export function text(body: string, status = 200, headers: Record<string, string> = {}): Respond {
  return (response) => response.writeHead(status, headers).end(body);
}

/** Resets the connection without a response. */
export const reset: Respond = (response) => response.socket?.resetAndDestroy();

/** Accepts the request and never responds. */
export const silence: Respond = () => {};

/** Announces more than it sends, and then closes the connection. */
export const halfBody: Respond = (response) => {
  response.writeHead(200, { "content-length": "1000" });
  response.write('{"status":"succ', () => response.socket?.destroy());
};

/** Sends one more space every few milliseconds, without end. */
export const trickle: Respond = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), 5);
  response.on("close", () => clearInterval(timer));
};

/** Sends as fast as it can, without end. */
export const flood: Respond = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const chunk = " ".repeat(65_536);
  const pump = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", pump);
  pump();
};
