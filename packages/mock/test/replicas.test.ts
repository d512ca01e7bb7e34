import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createMock } from "@dreambooth-sandbox/mock";
import { afterEach, expect, test } from "vitest";
import { loadContract } from "../src/contract/load-contract.ts";
import { estimateStarts } from "../src/life-cycle/start-times.ts";
import { create, status } from "./training-request.ts";

const contract = await loadContract();
const MAIN = join(import.meta.dirname, "../src/main.ts");
let running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running = [];
});

async function start(port = "0") {
  const child = spawn(process.execPath, [MAIN, "--port", port], { stdio: ["ignore", "pipe", "inherit"] });
  running.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /listening on (\S+)/.exec(line)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error("The mock did not start.");
}

/** Creates a training that is already that old, in a mock of this process. */
async function createAged(ageMs: number): Promise<string> {
  await using mock = await createMock({ now: () => Date.now() - ageMs });
  return create(mock.fetch);
}

test("a mock that was killed and restarted still knows its trainings", async () => {
  const first = await start();
  const id = await create(fetch, {}, first.url);
  const before = await status(fetch, id, first.url);
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  const second = await start(new URL(first.url).port);
  expect(await status(fetch, id, second.url)).toEqual(before);
  expect(before["messege"]).toBe(contract.statuses[0]);
});

test("replicas return the status that a training has reached, whichever mock created it", async () => {
  const replicas = await Promise.all([start(), start()]);
  const starts = estimateStarts(contract);
  // In the middle of each stage, which is minutes away from the next: the speed of the machine does not matter.
  const middles = starts.map((startMs, index) => (startMs + (starts[index + 1] ?? startMs + 600_000)) / 2);
  const ids = await Promise.all(middles.map(createAged));
  for (const { url } of replicas) {
    const responses = await Promise.all(ids.map((id) => status(fetch, id, url)));
    expect(responses.map(({ messege }) => messege)).toEqual(contract.statuses);
  }
});
