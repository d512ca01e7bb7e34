import { createServer, type Server, type Socket } from "node:net";
import { once } from "node:events";

/** A server that speaks to the proxy byte by byte. */
export interface UpstreamServer extends AsyncDisposable {
  url: string;
  /** What each connection received, as text. */
  received: string[];
  /** Resolves when a connection has been closed by the proxy. */
  closed: Promise<unknown>;
}

/** Starts a server that runs `respond` on each connection, as soon as the headers of a request have arrived. */
export async function startUpstream(respond: (socket: Socket) => unknown): Promise<UpstreamServer> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  let close: () => void;
  const closed = new Promise<void>((resolve) => (close = resolve));
  const server: Server = createServer((socket) => {
    const index = received.push("") - 1;
    sockets.add(socket);
    let responded = false;
    socket.on("error", () => {}).once("close", () => close());
    socket.on("data", (chunk) => {
      received[index] += chunk.toString("latin1");
      if (responded || !received[index]?.includes("\r\n\r\n")) return;
      responded = true;
      respond(socket);
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    received,
    closed,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Returns a responder that sends these bytes and ends the connection. */
export function sendBytes(head: string, ...body: (string | Buffer)[]): (socket: Socket) => void {
  return (socket) => {
    socket.write(
      `${head
        .trim()
        .split("\n")
        .map((line) => line.trim())
        .join("\r\n")}\r\n\r\n`,
    );
    for (const chunk of body) socket.write(chunk);
    socket.end();
  };
}
