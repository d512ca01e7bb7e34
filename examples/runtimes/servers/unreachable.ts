import { createServer, type Socket } from "node:net";
import { listen } from "./listen.ts";
import type { Target } from "./target.ts";

/** Returns a port of this machine on which nothing listens. */
export async function findClosedPort(): Promise<Target> {
  const server = createServer();
  const url = await listen(server);
  server.close();
  return withoutServer(url);
}

/** Returns a target that never receives anything. */
export function withoutServer(url: string): Target {
  return { url, countCreates: () => 0, close() {} };
}

/** Starts a server that does not speak TLS, but is addressed by https. It ends the handshake as `end` does. */
export async function startPlainServer(end: (socket: Socket) => void): Promise<Target> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", () => end(socket));
  });
  return {
    url: await listen(server, "https"),
    countCreates: () => 0,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
