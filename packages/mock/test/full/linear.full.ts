import { readFile } from "node:fs/promises";
import { createMock } from "@dreambooth-sandbox/mock";
import { describe, expect, test } from "vitest";
import { startBuiltMock } from "../prism-process.ts";
import { CREATE, post, trainingRequest } from "../training-request.ts";

const FEW = 10_000;
const MANY = 80_000;
const MAX_RATIO = 8;
const ROUNDS = 7;
const REQUESTS = 5;
const MS_PER_TICK = 10;

const bodies = new Map([FEW, MANY].map((count) => [count, createBody(count)]));

function createBody(count: number): string {
  return JSON.stringify({ ...trainingRequest, images: Array.from({ length: count }, () => "x") });
}

describe.each([{ strict: true }, { strict: false }])("strict: $strict", ({ strict }) => {
  test("in process, rejecting 80,000 bad items takes at most 8 times the CPU of 10,000", async () => {
    await using mock = await createMock({ strict, onRequest: () => {} });
    const send = (count: number) => post(mock.fetch, CREATE, bodies.get(count));
    const readCpuMs = () => {
      const { user, system } = process.cpuUsage();
      return Promise.resolve((user + system) / 1_000);
    };
    expect(await measureRatio(send, readCpuMs)).toBeLessThanOrEqual(MAX_RATIO);
  });

  test("over HTTP, rejecting 80,000 bad items takes at most 8 times the CPU of 10,000", async () => {
    await using mock = await startBuiltMock(...(strict ? ["--strict"] : []));
    const send = (count: number) => post(fetch, CREATE, bodies.get(count), {}, mock.url);
    const readCpuMs = async () => {
      const fields = (await readFile(`/proc/${mock.process.pid}/stat`, "utf8")).split(" ");
      return (Number(fields[13]) + Number(fields[14])) * MS_PER_TICK;
    };
    expect(await measureRatio(send, readCpuMs)).toBeLessThanOrEqual(MAX_RATIO);
  });
});

/** Compares the lowest of several measurements: what else a busy machine does adds to some of them. */
async function measureRatio(
  send: (count: number) => Promise<unknown>,
  readCpuMs: () => Promise<number>,
): Promise<number> {
  const lowest = { [FEW]: Number.POSITIVE_INFINITY, [MANY]: Number.POSITIVE_INFINITY };
  for (let round = 0; round < ROUNDS; round += 1)
    for (const count of [FEW, MANY] as const) {
      const before = await readCpuMs();
      for (let request = 0; request < REQUESTS; request += 1) await send(count);
      lowest[count] = Math.min(lowest[count] ?? Number.POSITIVE_INFINITY, (await readCpuMs()) - before);
    }
  return (lowest[MANY] ?? 0) / (lowest[FEW] ?? 0);
}
