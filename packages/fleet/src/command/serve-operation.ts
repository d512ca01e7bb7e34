import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { describeError } from "../describe-error.ts";
import type { Fleet } from "../fleet.ts";

/** A server of `GET /metrics` and `GET /healthz`. */
export interface OperationServer {
  url: string;
  close: () => Promise<void>;
}

type Response = [status: number, contentType: string, body: string];

/** Serves a fleet's metrics and health. */
export async function serveOperation(fleet: Fleet, port: number, host: string): Promise<OperationServer> {
  const server = createServer((request, response) => {
    void respond(fleet, request.url ?? "").then(([status, contentType, body]) =>
      response.writeHead(status, { "content-type": contentType }).end(body),
    );
  });
  await listen(server, port, host);
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${actual}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function respond(fleet: Fleet, path: string): Promise<Response> {
  try {
    if (path === "/metrics") return [200, "text/plain; version=0.0.4; charset=utf-8", await fleet.metrics()];
    if (path !== "/healthz") return [404, "text/plain", "Only /metrics and /healthz exist.\n"];
    await fleet.status();
    return [200, "text/plain", "ok\n"];
  } catch (error) {
    return [503, "text/plain", `${describeError(error)}\n`];
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}
