import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import type { TrainingRequest } from "@dreambooth-sandbox/client";
import { createMock } from "@dreambooth-sandbox/mock";
import { openFleet } from "./open-fleet.ts";

const TRAININGS = Number(process.argv[2] ?? 10_000);
const PROCESSES = 3;
/** A training of an hour lasts about half a minute; in a small run, a few seconds. */
const SPEED = TRAININGS < 1_000 ? 1_000 : 120;

const request: TrainingRequest = {
  instance_prompt: "photo of adhik person",
  class_prompt: "photo of person",
  images: [1, 2, 3, 4, 5, 6, 7].map((n) => `https://example.com/pictures/person-${n}.png`),
  training_type: "men",
  max_train_steps: 14,
};

const folder = mkdtempSync(join(tmpdir(), "fleet-example-"));
await using mock = await createMock({ speed: SPEED });
const { url } = await mock.listen();
Object.assign(process.env, {
  DREAMBOOTH_SANDBOX_API_KEY: "any-key",
  DREAMBOOTH_SANDBOX_BASE_URL: url,
  FLEET_FILE: join(folder, "fleet.db"),
  POLL_MS: String(Math.max(1_000, TRAININGS * 5)),
});

const fleet = await openFleet();
const before = (await fleet.status()).trainings.succeeded;
const workers = Array.from({ length: PROCESSES }, () => fork(new URL("worker.ts", import.meta.url)));
await createAll();
await followAll();
// Requests in flight finish, and the rest returns to the store.
for (const worker of workers) worker.kill("SIGTERM");
await Promise.all(workers.map((worker) => once(worker, "exit")));
await fleet.close();
rmSync(folder, { recursive: true });

/** Creates all trainings, 50 at a time. The names are new in each run, because a database remembers those of earlier ones. */
async function createAll(): Promise<void> {
  const run = Date.now();
  let next = 0;
  const createInTurn = async (): Promise<void> => {
    while (next < TRAININGS) await fleet.create(`order-${run}-${next++}`, request, { account: "main" });
  };
  await Promise.all(Array.from({ length: 50 }, createInTurn));
  console.log(`${mock.created} trainings were created, each once.`);
}

/** Prints the status until all trainings have ended. */
async function followAll(): Promise<void> {
  for (;;) {
    const { trainings, overdue, requestsPerSecond } = await fleet.status();
    const ended = trainings.succeeded - before;
    console.log(
      `${ended} of ${TRAININGS} have ended; ${overdue} overdue; ${requestsPerSecond["main"]} requests a second.`,
    );
    if (ended === TRAININGS) return;
    await sleep(1_000);
  }
}
