import { once } from "node:events";
import type { Server } from "node:net";

/** Listens on a free port of this machine, and returns the URL. */
export async function listen(server: Server, scheme: "http" | "https" = "http"): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return `${scheme}://127.0.0.1:${address.port}`;
}
