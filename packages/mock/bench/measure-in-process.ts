import { createMock } from "@dreambooth-sandbox/mock";
import { STATUS_PATH, STATUS_REQUEST } from "./server-process.ts";

const URL = `https://mock.test${STATUS_PATH}`;
const WARM_UP = 20_000;
const BLOCK = 100_000;
const BLOCKS = 10;

/** How fast `mock.fetch` answers, and what a million requests leave in memory. */
export interface InProcessFigures {
  statusPerSecond: number;
  heapBeforeMb: number;
  heapAfterMb: number;
}

export async function measureInProcess(): Promise<InProcessFigures> {
  await using mock = await createMock();
  await ask(mock.fetch, WARM_UP);
  const heapBeforeMb = readHeapMb();
  const startedMs = performance.now();
  for (let block = 0; block < BLOCKS; block += 1) await ask(mock.fetch, BLOCK);
  const seconds = (performance.now() - startedMs) / 1000;
  return { statusPerSecond: (BLOCK * BLOCKS) / seconds, heapBeforeMb, heapAfterMb: readHeapMb() };
}

async function ask(fetch: typeof globalThis.fetch, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await (await fetch(URL, STATUS_REQUEST)).text();
}

function readHeapMb(): number {
  if (!globalThis.gc) throw new Error("Run with --expose-gc.");
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1024 ** 2;
}
