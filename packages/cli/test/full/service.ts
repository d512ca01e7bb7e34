import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What the service returns for a request. `undefined`: no response, for as long as the service runs. */
type Respond = (path: string, requests: number) => object | undefined;

/** A service on a real socket. */
export interface Service extends AsyncDisposable {
  url: string;
  /** The paths of all requests. */
  readonly requests: readonly string[];
  /** Resolves when this many requests have arrived. */
  received(count: number): Promise<void>;
}

export const trainingId = "F5jvdzGnYi";
export const created = { status: "success", messege: "deploying_gpu", training_id: trainingId };
export const running = {
  status: "success",
  messege: "training_started",
  data: "Step:1 Training Started, 5 Steps to go : ETA : 30 minutes",
};
export const ready = { status: "success", messege: "model_ready", data: "Model loaded successfully" };

/** Returns the documented responses of a training that runs for ever. */
export const runForever: Respond = (path) => (path.endsWith("/fine_tune") ? created : running);

/** Starts a service. */
export async function startService(respond: Respond = runForever): Promise<Service> {
  const requests: string[] = [];
  const waiting = new Set<() => void>();
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await text(request);
    requests.push(request.url ?? "");
    for (const check of waiting) check();
    const body = respond(request.url ?? "", requests.length);
    if (body) response.setHeader("content-type", "application/json").end(JSON.stringify(body));
  }
  const server = createServer((request, response) => void serve(request, response));
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    received: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (requests.length < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}
