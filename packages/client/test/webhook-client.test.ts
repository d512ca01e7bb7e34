import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { inspect } from "node:util";
import { createClient } from "@dreambooth-sandbox/client";
import type { Clock, TrainingUpdate } from "@dreambooth-sandbox/client";
import { createWebhookHandler, parseTrainingWebhook } from "@dreambooth-sandbox/client/webhook";
import { describe, expect, onTestFinished, test } from "vitest";
import { createFakeClock } from "./support/fake-clock.ts";

const apiKey = "sk-0123456789abcdef";
const token = "correct-horse-battery-staple";
const call = new URLSearchParams({ model_id: "F5jvdzGnYi", training_status: "model_ready" });

/** Creates a client of a service that returns the responses in turn, then repeats the last one. */
function createClientOf(...responses: object[]) {
  return createClientWith(createFakeClock(), responses);
}

function createClientWith(clock: Clock, responses: object[]) {
  return createClient({
    apiKey,
    maxRetries: 0,
    clock,
    fetch: async () => Response.json(responses.length > 1 ? responses.shift() : responses[0]),
  });
}

/** Serves a fetch-style handler over a socket, as a framework does. */
async function listen(handle: (request: Request) => Promise<Response>): Promise<string> {
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method, headers } = incoming;
    const init = { method, headers: { "content-type": headers["content-type"] ?? "" }, duplex: "half" };
    const request = new Request(`http://localhost${incoming.url}`, {
      ...init,
      body: Readable.toWeb(incoming),
    } as RequestInit);
    const response = await handle(request);
    outgoing.writeHead(response.status).end(await response.text());
  }
}

describe("a webhook call to a client's handler", () => {
  test("gets a response over a socket once the service has confirmed it", async () => {
    const updates: TrainingUpdate[] = [];
    const client = createClientOf({
      status: "success",
      messege: "model_ready",
      data: "Model loaded successfully",
    });
    const url = await listen(
      createWebhookHandler({ client, token, onUpdate: (update) => updates.push(update) }),
    );
    const response = await fetch(`${url}/?token=${token}`, { method: "POST", body: call });
    expect(response.status).toBe(204);
    expect(updates).toMatchObject([{ trainingId: "F5jvdzGnYi", status: "model_ready", phase: "succeeded" }]);
  });

  test("shows neither key nor token when the service echoes the key", async () => {
    const errors: unknown[] = [];
    const client = createClientOf({ status: "error", message: `Invalid Api Key ${apiKey}` });
    const onUpdate = () => {};
    const handle = createWebhookHandler({ client, token, onUpdate, onError: (error) => errors.push(error) });
    const response = await handle(
      new Request(`https://example.com/?token=${token}`, { method: "POST", body: call }),
    );
    expect(response.status).toBe(500);
    expect(errors).toMatchObject([{ code: "authentication_failed" }]);
    const shown = inspect([errors, await response.text(), [...response.headers]], { depth: 9 });
    expect(shown).not.toContain(apiKey);
    expect(shown).not.toContain(token);
  });

  test("makes a watcher poll soon", async () => {
    const clock = createFakeClock();
    const client = createClientWith(clock, [
      { status: "success", messege: "training_started", data: "it will take upto 45 minutes." },
      { status: "success", messege: "model_ready", data: "" },
    ]);
    const watcher = client.watchTraining("F5jvdzGnYi");
    expect((await clock.run(watcher.next())).value).toMatchObject({ status: "training_started" });
    const start = clock.now();
    const next = watcher.next();
    const hint = parseTrainingWebhook(String(call));
    if (hint.trainingId === "F5jvdzGnYi") watcher.refresh();
    expect((await clock.run(next)).value).toMatchObject({ status: "model_ready" });
    expect(clock.now() - start).toBeLessThanOrEqual(5_000);
  });
});
