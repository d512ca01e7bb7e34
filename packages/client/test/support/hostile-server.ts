import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** A server that answers as a test wants it, on a real socket. */
export interface HostileServer extends AsyncDisposable {
  url: string;
  /** The bodies of all requests. */
  bodies: string[];
  /** How many connections were ever made. */
  connections: () => number;
  /** Resolves as soon as a first request has arrived. */
  received: Promise<unknown>;
  /** Resolves as soon as no request is under way. */
  untilIdle: () => Promise<void>;
}

export type Answer = (response: ServerResponse, count: number, request: IncomingMessage) => void;

/** Starts a server on a free port of this machine. `answer` gets how many requests came, from 1. */
export async function startServer(answer: Answer): Promise<HostileServer> {
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
      answer(response, bodies.push(body), request);
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

/** Answers with JSON. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return text(JSON.stringify(value), status, { "content-type": "application/json", ...headers });
}

/** Answers with any text. */
export function text(body: string, status = 200, headers: Record<string, string> = {}): Answer {
  return (response) => response.writeHead(status, headers).end(body);
}

/** Breaks the connection off without a word. */
export const reset: Answer = (response) => response.socket?.resetAndDestroy();

/** Takes the request and never answers. */
export const silence: Answer = () => {};

/** Announces more than it sends, and then breaks the connection off. */
export const halfBody: Answer = (response) => {
  response.writeHead(200, { "content-length": "1000" });
  response.write('{"status":"succ', () => response.socket?.destroy());
};

/** Sends one more space every few milliseconds, without end. */
export const trickle: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), 5);
  response.on("close", () => clearInterval(timer));
};

/** Sends as fast as it can, without end. */
export const flood: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const chunk = " ".repeat(65_536);
  const pump = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", pump);
  pump();
};
