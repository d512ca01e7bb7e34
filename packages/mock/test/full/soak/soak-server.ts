import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import { openSync, writeSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import process from "node:process";
import { createMock } from "@dreambooth-sandbox/mock";
import type { JournalEntry, ServerSettings } from "./journal.ts";

/*
 * A mock that writes each request to a file before it responds, so that the file is complete whenever the process is killed.
 * The mock's own records contain no bodies: the number of the training is read from the request.
 */
const { port, speed, scenario, faults, file }: ServerSettings = JSON.parse(process.argv[2] ?? "");
const journal = openSync(file, "a");
const received = new AsyncLocalStorage<{ chunks: Buffer[]; isReused: boolean }>();
const known = new WeakSet<Socket>();

subscribe("http.server.request.start", (message) => {
  const { request, socket } = message as { request: IncomingMessage; socket: Socket };
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  received.enterWith({ chunks, isReused: known.has(socket) });
  known.add(socket);
});

const mock = await createMock({
  speed,
  scenario,
  faults,
  onRequest({ operationId, trainingId, scenario, fault }) {
    const { chunks = [], isReused = false } = received.getStore() ?? {};
    const seed: unknown = Object(JSON.parse(Buffer.concat(chunks).toString()))["seed"];
    const entry: JournalEntry = {
      isReused,
      ...(fault !== undefined && { fault }),
      ...(operationId === "createTraining" && {
        create: {
          number: Number(seed),
          ...(trainingId !== undefined && scenario !== undefined && { trainingId, scenario }),
        },
      }),
    };
    writeSync(journal, `${JSON.stringify(entry)}\n`);
  },
});
const { url } = await mock.listen({ port });
console.log(url);
