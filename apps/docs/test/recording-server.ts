import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** A request that the server received, and what it answered. */
export interface Exchange {
  method: string;
  path: string;
  contentType: string | null;
  body: string;
  reply: string;
}

export interface RecordingServer extends AsyncDisposable {
  url: string;
  exchanges: Exchange[];
}

/** Serves a fetch function on a free loopback port and remembers what goes through. */
export async function startRecordingServer(
  answer: (request: Request) => Response | Promise<Response>,
): Promise<RecordingServer> {
  const exchanges: Exchange[] = [];
  const server = createServer((incoming, outgoing) => void exchange(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    exchanges,
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };

  async function exchange(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = "", url: path = "" } = incoming;
    const body = await text(incoming);
    const contentType = incoming.headers["content-type"] ?? null;
    const headers = contentType === null ? {} : { "content-type": contentType };
    const response = await answer(new Request(new URL(path, "http://127.0.0.1"), { method, headers, body }));
    const reply = await response.text();
    exchanges.push({ method, path, contentType, body, reply });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(reply);
  }
}
