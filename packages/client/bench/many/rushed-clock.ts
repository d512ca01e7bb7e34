import type { Clock } from "@dreambooth-sandbox/client";

interface Sleeper {
  at: number;
  wake: () => void;
}

/**
 * Creates a clock that stands still while the process has work, and then jumps to the next sleeper. A
 * run takes as long as its work. It is made for few sleepers at a time.
 */
export function createRushedClock(): Clock {
  let time = 0;
  let isTicking = false;
  const sleepers = new Set<Sleeper>();
  return { now: () => time, sleep };

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const sleeper = { at: time + ms, wake: end };
      sleepers.add(sleeper);
      signal?.addEventListener("abort", end);
      tickLater();
      function end(): void {
        sleepers.delete(sleeper);
        signal?.removeEventListener("abort", end);
        if (signal?.aborted) reject(signal.reason);
        else resolve();
      }
    });
  }

  function tickLater(): void {
    if (isTicking) return;
    isTicking = true;
    setImmediate(() => {
      isTicking = false;
      findNext()?.wake();
      if (sleepers.size > 0) tickLater();
    });
  }

  function findNext(): Sleeper | undefined {
    let next: Sleeper | undefined;
    for (const sleeper of sleepers) if (!next || sleeper.at < next.at) next = sleeper;
    if (next) time = Math.max(time, next.at);
    return next;
  }
}
