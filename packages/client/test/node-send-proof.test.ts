import { ConnectionError, CreateOutcomeUnknownError, isSurelyNotSent } from "@dreambooth-sandbox/client";
import type { Socket } from "node:net";
import { createServer } from "node:net";
import { EventEmitter, once } from "node:events";
import { expect, test } from "vitest";
import { watchConnecting } from "../src/http/node-send-proof.ts";
import { impatientClock } from "./support/fake-clock.ts";
import { rejection } from "./support/rejection.ts";
import { quietClient, request } from "./support/samples.ts";

/** Starts a server that handles raw connections, on a free port of this machine. */
async function startServer(accept: (socket: Socket) => void) {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    accept(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { host: `127.0.0.1:${port}`, close: () => server.close() };
}

function create(baseUrl: string): Promise<unknown> {
  return rejection(quietClient({ baseUrl, clock: impatientClock, maxRetries: 0 }).createTraining(request));
}

test.each([
  ["resets the connection", (socket: Socket) => socket.resetAndDestroy()],
  ["closes the connection", (socket: Socket) => socket.end()],
  ["does not speak TLS", (socket: Socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")],
])("a create was not sent if the server %s during the TLS handshake", async (_, end) => {
  const server = await startServer((socket) => socket.once("data", () => end(socket)));
  const error = await create(`https://${server.host}`);
  server.close();
  expect(error).toBeInstanceOf(ConnectionError);
  expect(isSurelyNotSent(error)).toBe(true);
});

test("the same code after sending proves nothing", async () => {
  const server = await startServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
  const error = await create(`http://${server.host}`);
  server.close();
  expect(error).toBeInstanceOf(CreateOutcomeUnknownError);
  expect(String(error)).toContain("ECONNRESET");
  expect(isSurelyNotSent(error)).toBe(false);
});

test("a connect failure proves nothing about another create that is in flight to the same URL", async () => {
  const sockets = new EventEmitter<{ received: [Socket] }>();
  const server = await startServer((socket) => socket.once("data", () => sockets.emit("received", socket)));
  const received = once(sockets, "received");
  const first = create(`http://${server.host}`);
  const [socket] = await received;
  server.close();
  const second = await create(`http://${server.host}`);
  socket.resetAndDestroy();
  expect(isSurelyNotSent(second)).toBe(true);
  expect(await first).toBeInstanceOf(CreateOutcomeUnknownError);
});

test("watchConnecting proves only errors that it saw, and nothing after it was stopped", async () => {
  const server = await startServer(() => {});
  server.close();
  const proof = watchConnecting();
  const fail = () => fetch(`http://${server.host}`).catch((error: Error) => error.cause as Error);
  const seen = (await fail()) as Error;
  proof.stop();
  const unseen = (await fail()) as Error;
  expect(proof.provesNotSent([new Error("outer"), seen])).toBe(true);
  expect(proof.provesNotSent([unseen])).toBe(false);
});
