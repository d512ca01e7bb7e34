import { createMock } from "@dreambooth-sandbox/mock";
import { STATUS_PATH, STATUS_REQUEST } from "./server-process.ts";

const URL = `https://mock.test${STATUS_PATH}`;
const WARM_UP = 20_000;
const BLOCK = 100_000;
const BLOCKS = 10;

/** The speed of `mock.fetch`, and the heap before and after a million requests. */
export interface InProcessFigures {
  statusPerSecond: number;
  heapBeforeMb: number;
  heapAfterMb: number;
}

export async function measureInProcess(): Promise<InProcessFigures> {
  await using mock = await createMock();
  await send(mock.fetch, WARM_UP);
  const heapBeforeMb = readHeapMb();
  const startedMs = performance.now();
  for (let block = 0; block < BLOCKS; block += 1) await send(mock.fetch, BLOCK);
  const seconds = (performance.now() - startedMs) / 1000;
  return { statusPerSecond: (BLOCK * BLOCKS) / seconds, heapBeforeMb, heapAfterMb: readHeapMb() };
}

async function send(fetch: typeof globalThis.fetch, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await (await fetch(URL, STATUS_REQUEST)).text();
}

function readHeapMb(): number {
  if (!globalThis.gc) throw new Error("Run with --expose-gc.");
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1024 ** 2;
}
