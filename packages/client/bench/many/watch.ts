/**
 * Watches trainings in this process, and prints what that costs as JSON. `report.ts` starts it:
 * `node --expose-gc watch.ts TRAININGS paced|rushed`.
 */
import { createClient } from "@dreambooth-sandbox/client";
import type { Clock, FollowManyOptions } from "@dreambooth-sandbox/client";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { createRushedClock } from "./rushed-clock.ts";
import { createTrainings } from "./trainings.ts";
import { monitorWork } from "./work-between-turns.ts";

/** What watching the trainings cost. */
export interface Cost {
  ended: number;
  requests: number;
  /** The highest resident set size above that before the watch. */
  memoryMiB: number;
  /** How late the event loop's timers fired, 99th percentile. */
  delayMs: number;
  /** How much CPU time this thread spent between two turns of the event loop, 99th percentile. */
  workMs: number;
  /** CPU time of each poll, with everything in between. */
  pollUs: number;
}

/** Paced, time runs so many times as fast, so the process has so many times as much to do. */
export const PACED_SPEED = 20;
const RESOLUTION_MS = 5;
const SAMPLE_MS = 100;
const LIMITS = { maxInFlight: 100, maxPerSecond: 1_000 };

/** How a run passes time. */
interface Pace {
  clock: Clock;
  options: FollowManyOptions;
  /** Resolves when a response has arrived. */
  respond: () => Promise<unknown>;
}
/** A process that has only just begun runs code that is not compiled yet. */
const WARM_UP_TRAININGS = 1_000;

/** Time runs steadily, and responses arrive in a later turn of the event loop, as from a socket. */
function createPaced(): Pace {
  const start = performance.now();
  const now = () => (performance.now() - start) * PACED_SPEED;
  const clock: Clock = {
    now,
    sleep: (ms, signal) => sleep(ms / PACED_SPEED, undefined, signal && { signal }),
  };
  return { clock, options: {}, respond: () => new Promise(setImmediate) };
}

/** Time jumps from one poll to the next. A fixed interval keeps the run short. */
function createRushed(): Pace {
  return {
    clock: createRushedClock(),
    options: { pollDelayMs: () => 5 * 60_000 },
    respond: () => Promise.resolve(),
  };
}

/** Returns how many trainings ended, and after how many requests. */
async function watch(
  count: number,
  { clock, options, respond }: Pace,
): Promise<Pick<Cost, "ended" | "requests">> {
  const start = clock.now();
  const trainings = createTrainings(count, () => clock.now() - start);
  const client = createClient({
    apiKey: "bench-key",
    clock,
    async fetch(url) {
      await respond();
      return trainings.respond(url);
    },
  });
  let ended = 0;
  for await (const item of client.watchTrainings(trainings.ids, { ...LIMITS, ...options }))
    if (!("error" in item) && item.phase === "succeeded") ended++;
  return { ended, requests: trainings.requests };
}

async function measure(count: number, pace: Pace): Promise<Cost> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), SAMPLE_MS);
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const work = monitorWork();
  const cpu = process.cpuUsage();
  const { ended, requests } = await watch(count, pace);
  const { user, system } = process.cpuUsage(cpu);
  delay.disable();
  const workMs = work.stop();
  clearInterval(sampler);
  return {
    ended,
    requests,
    memoryMiB: (peak - before) / 2 ** 20,
    delayMs: delay.percentile(99) / 1e6 - RESOLUTION_MS,
    workMs,
    pollUs: (user + system) / requests,
  };
}

if (import.meta.main) {
  const [count, name] = process.argv.slice(2);
  await watch(WARM_UP_TRAININGS, createRushed());
  console.log(
    JSON.stringify(await measure(Number(count), name === "paced" ? createPaced() : createRushed())),
  );
}
