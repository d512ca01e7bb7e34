import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createMock } from "@dreambooth-sandbox/mock";
import { afterEach, expect, test } from "vitest";
import { loadContract } from "../src/contract/contract.ts";
import { create, status } from "./training-request.ts";

const contract = await loadContract();
/** A training takes 0.8 seconds. */
const SPEED = 4_000;
const MAIN = join(import.meta.dirname, "../src/main.ts");
let running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running = [];
});

async function start(port = "0") {
  const child = spawn(process.execPath, [MAIN, "--port", port, "--speed", String(SPEED)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /listening on (\S+)/.exec(line)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error("The mock did not start.");
}

test("a mock that was killed and restarted returns the status that the training has reached", async () => {
  const first = await start();
  const id = await create(fetch, {}, first.url);
  expect(await status(fetch, id, first.url)).toHaveProperty("messege", contract.statuses[0]);
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  const second = await start(new URL(first.url).port);
  await using never = await createMock({ speed: SPEED });
  const before = await status(never.fetch, id);
  const restarted = await status(fetch, id, second.url);
  const after = await status(never.fetch, id);
  expect([before, after]).toContainEqual(restarted);
  expect(contract.statuses.slice(1)).toContain(restarted["messege"]);
});

test("replicas that take turns respond like one mock", async () => {
  const replicas = await Promise.all([start(), start(), start()]);
  let turn = 0;
  const nextUrl = (): string => replicas[(turn += 1) % replicas.length]?.url ?? "";
  const id = await create(fetch, {}, nextUrl());
  const seen: unknown[] = [];
  await expect
    .poll(async () => seen[seen.push((await status(fetch, id, nextUrl()))["messege"]) - 1], {
      timeout: 30_000,
      interval: 5,
    })
    .toBe(contract.statuses.at(-1));
  const places = seen.map((messege) => contract.statuses.indexOf(String(messege)));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(places).not.toContain(-1);
  expect(new Set(places).size).toBeGreaterThan(1);
});
