/**
 * Watches trainings in this process, and prints what that costs as JSON. `report.ts` starts it:
 * `node --expose-gc watch.ts TRAININGS paced|rushed`.
 */
import { createClient } from "@dreambooth-sandbox/client";
import type { Clock } from "@dreambooth-sandbox/client";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { createRushedClock } from "./rushed-clock.ts";
import { createTrainings } from "./trainings.ts";

/** What watching the trainings cost. */
export interface Cost {
  ended: number;
  requests: number;
  /** The highest resident set size above that before the watch. */
  memoryMiB: number;
  /** How late the event loop's timers fired, 99th percentile. */
  delayMs: number;
  /** CPU time of each poll, with everything in between. */
  pollUs: number;
}

/** Paced, time runs so many times as fast, so the process has so many times as much to do. */
export const PACED_SPEED = 60;
const RESOLUTION_MS = 5;
const SAMPLE_MS = 100;
const LIMITS = { maxInFlight: 100, maxPerSecond: 1_000 };
/** A process that has only just begun runs code that is not compiled yet. */
const WARM_UP_TRAININGS = 1_000;

function createPacedClock(): Clock {
  const start = performance.now();
  const now = () => (performance.now() - start) * PACED_SPEED;
  return { now, sleep: (ms, signal) => sleep(ms / PACED_SPEED, undefined, signal && { signal }) };
}

/** Returns how many trainings ended, and after how many requests. */
async function watch(count: number, clock: Clock): Promise<Pick<Cost, "ended" | "requests">> {
  const start = clock.now();
  const trainings = createTrainings(count, () => clock.now() - start);
  const client = createClient({ apiKey: "bench-key", clock, fetch: async (url) => trainings.respond(url) });
  let ended = 0;
  for await (const item of client.watchTrainings(trainings.ids, LIMITS))
    if (!("error" in item) && item.phase === "succeeded") ended++;
  return { ended, requests: trainings.requests };
}

async function measure(count: number, clock: Clock): Promise<Cost> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), SAMPLE_MS);
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const cpu = process.cpuUsage();
  const { ended, requests } = await watch(count, clock);
  const { user, system } = process.cpuUsage(cpu);
  delay.disable();
  clearInterval(sampler);
  return {
    ended,
    requests,
    memoryMiB: (peak - before) / 2 ** 20,
    delayMs: delay.percentile(99) / 1e6 - RESOLUTION_MS,
    pollUs: (user + system) / requests,
  };
}

if (import.meta.main) {
  const [count, pace] = process.argv.slice(2);
  await watch(WARM_UP_TRAININGS, createRushedClock());
  const clock = pace === "paced" ? createPacedClock() : createRushedClock();
  console.log(JSON.stringify(await measure(Number(count), clock)));
}
