/**
 * The time and a way to wait. Timeouts, deadlines, and all waits use it. Tests and demonstrations inject one that runs
 * faster.
 *
 * @example
 * ```ts
 * const fast: Clock = { now: systemClock.now, sleep: (ms, signal) => systemClock.sleep(ms / 60, signal) };
 * ```
 */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Milliseconds since any fixed moment, unaffected by changes of the wall clock. Polling intervals and deadlines use it.
   * Default: `now`.
   */
  monotonicNow?(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** About 25 days; `setTimeout` fires at once for anything longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The system's clock. It sleeps for at most about 25 days. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicNow: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const timer = setTimeout(end, Math.min(ms, LONGEST_TIMER_MS));
      signal?.addEventListener("abort", end);

      function end() {
        clearTimeout(timer);
        signal?.removeEventListener("abort", end);
        if (signal?.aborted) reject(signal.reason);
        else resolve();
      }
    }),
};

/** Returns the time by which intervals and deadlines are measured. */
export function monotonicNow(clock: Clock): number {
  return clock.monotonicNow?.() ?? clock.now();
}

/**
 * Runs `task` with a signal that aborts with the reason of `parent`, and at the latest when this promise settles. Settles
 * at once if `parent` aborts or has aborted, and rejects after `ms` with the result of `expire`, even if the task ignores its
 * signal. No timer runs if `ms` is `Infinity`.
 */
export async function runWithin<T>(
  clock: Clock,
  ms: number,
  parent: AbortSignal | undefined,
  expire: () => unknown,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const { signal } = controller;
  parent?.throwIfAborted();
  parent?.addEventListener("abort", () => controller.abort(parent.reason), { signal });
  const time = ms < Infinity ? clock.sleep(ms, signal) : untilAborted(signal);
  try {
    return await Promise.race([task(signal), time.then(() => Promise.reject(expire()))]);
  } finally {
    controller.abort(null);
  }
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}
