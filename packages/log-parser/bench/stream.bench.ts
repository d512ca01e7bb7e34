import { LogParserStream } from "@dreambooth-sandbox/log-parser";
import { expect, test } from "vitest";
import { LOGS, MEGABYTE } from "./logs.ts";
import { record } from "./record.ts";

const CHUNK = 65_536;
const MIB = 1_048_576;
const RUNS = 5;

function* chunksOf(text: string, megabytes: number): Generator<string> {
  for (let i = 0; i < megabytes; i++) {
    for (let at = 0; at < text.length; at += CHUNK) yield text.slice(at, at + CHUNK);
  }
}

/** Sends megabytes through the stream. Returns the processor time per megabyte, and the peak memory in MiB. */
async function run(text: string, megabytes: number): Promise<{ ms: number; peak: number }> {
  const startedAt = process.cpuUsage();
  let peak = 0;
  let count = 0;
  const entries = ReadableStream.from(chunksOf(text, megabytes)).pipeThrough(new LogParserStream());
  for await (const entry of entries) {
    if (entry.raw !== "" && ++count % 10_000 === 0) peak = Math.max(peak, process.memoryUsage().rss / MIB);
  }
  expect(count).toBeGreaterThan(megabytes * 1000);
  const { user, system } = process.cpuUsage(startedAt);
  return { ms: (user + system) / 1000 / megabytes, peak };
}

test("stream: 100 MB takes 100 times as long as 1 MB, in bounded memory", { timeout: 300_000 }, async () => {
  const text = LOGS["worker's log, 1 MB"];
  expect(text.length).toBeGreaterThan(0.99 * MEGABYTE);
  for (let i = 0; i < RUNS; i++) await run(text, 2);
  const small: number[] = [];
  for (let i = 0; i < RUNS; i++) small.push((await run(text, 1)).ms);
  const baseline = process.memoryUsage().rss / MIB;
  const { ms, peak } = await run(text, 100);
  const smallMs = small.toSorted((a, b) => a - b)[2] ?? NaN;
  record("stream", "100 MB", { smallMs, largeMs: ms, growth: ms / smallMs, memory: peak - baseline });
});
