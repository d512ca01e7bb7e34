import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "@dreambooth-sandbox/client";

/** A clock that advances only when a test advances it. */
export interface VirtualClock extends Clock {
  /** Lets this much time pass, one sleeper after the other. */
  advance: (ms: number) => Promise<void>;
  /** Lets time pass at once, as if the process had been stopped: what was due meanwhile fires late. */
  jump: (ms: number) => void;
  /** Lets time pass until a condition holds. Throws if it does not within a day. */
  runUntil: (condition: () => boolean | Promise<boolean>) => Promise<void>;
}

interface Sleeper {
  at: number;
  wake: () => void;
}

const DAY_MS = 24 * 60 * 60_000;

/** How long to wait, in real time, for what does not wait for the clock, such as loading a module. */
const LONGEST_IDLE_MS = 5_000;

/** Lets everything that does not wait for the clock happen, the transactions of several connections included. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 4; turns++) await nextTurn();
}

/** Creates a virtual clock. */
export function createVirtualClock(start = 1_800_000_000_000): VirtualClock {
  let now = start;
  const sleepers = new Set<Sleeper>();
  return { now: () => now, sleep: wait, advance, jump, runUntil };

  function wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const sleeper = { at: now + ms, wake: end };
      sleepers.add(sleeper);
      signal?.addEventListener("abort", end);
      function end(): void {
        sleepers.delete(sleeper);
        signal?.removeEventListener("abort", end);
        if (signal?.aborted) reject(signal.reason);
        else resolve();
      }
    });
  }

  function jump(ms: number): void {
    now += ms;
  }

  async function advance(ms: number): Promise<void> {
    const end = now + ms;
    await settle();
    while (wakeNext(end)) await settle();
    now = end;
  }

  async function runUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
    const end = now + DAY_MS;
    let idleMs = 0;
    for (await settle(); !(await condition()); await settle()) {
      if (wakeNext(end)) idleMs = 0;
      else if (now > end - DAY_MS / 2 || idleMs++ > LONGEST_IDLE_MS)
        throw new Error("The condition did not hold within a day.");
      else await sleep(1);
    }
  }

  function wakeNext(end: number): boolean {
    let next: Sleeper | undefined;
    for (const sleeper of sleepers) if (!next || sleeper.at < next.at) next = sleeper;
    if (!next || next.at > end) return false;
    now = Math.max(now, next.at);
    next.wake();
    return true;
  }
}
