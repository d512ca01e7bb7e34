import type { Clock } from "@dreambooth-sandbox/client";

/** A clock that advances only when a test advances it. */
export interface FakeClock extends Clock {
  /** How many sleeps are pending. */
  pending(): number;
  /** Every requested wait, in milliseconds. */
  waits: number[];
  /** Lets time pass, one sleeper after the other, until the promise settles. */
  run<T>(promise: Promise<T>): Promise<T>;
  /** Lets this much time pass. */
  advance(ms: number): Promise<void>;
}

interface Sleeper {
  at: number;
  wake: () => void;
}

/** Lets everything happen that waits neither for the clock nor for the system: a turn of the event loop. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

export function createFakeClock(start = 1_800_000_000_000): FakeClock {
  let now = start;
  const sleepers = new Set<Sleeper>();
  const waits: number[] = [];
  return { now: () => now, sleep, pending: () => sleepers.size, waits, run, advance };

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      waits.push(ms);
      const sleeper = { at: now + ms, wake: end };
      sleepers.add(sleeper);
      signal?.addEventListener("abort", end);
      function end() {
        sleepers.delete(sleeper);
        signal?.removeEventListener("abort", end);
        if (signal?.aborted) reject(signal.reason);
        else resolve();
      }
    });
  }

  async function run<T>(promise: Promise<T>): Promise<T> {
    const state = { isSettled: false };
    const settled = promise.finally(() => (state.isSettled = true));
    settled.catch(() => {});
    for (await settle(); !state.isSettled; await settle()) wakeNext(Infinity);
    return settled;
  }

  async function advance(ms: number): Promise<void> {
    const end = now + ms;
    await settle();
    while (wakeNext(end)) await settle();
    now = end;
  }

  function wakeNext(end: number): boolean {
    const [next] = [...sleepers].toSorted((a, b) => a.at - b.at);
    if (!next || next.at > end) return false;
    now = Math.max(now, next.at);
    next.wake();
    return true;
  }
}

/** For real sockets: retries happen at once, and timeouts never. */
export const impatientClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason));
      if (ms < 60_000) resolve();
    }),
};
