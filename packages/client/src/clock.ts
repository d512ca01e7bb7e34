/** The time, and a way to let it pass. Tests and demonstrations give one that runs faster. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** `setTimeout` fires at once for anything longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The system's time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    for (let leftMs = ms; leftMs > 0; leftMs -= LONGEST_TIMER_MS) {
      await startTimer(Math.min(leftMs, LONGEST_TIMER_MS), signal);
    }
  },
};

function startTimer(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/**
 * Runs `task` under a signal that aborts when `parent` does, with its reason, or after `ms`, with the error that `expire` makes.
 * Settles at once then, also if the task ignores its signal. Leaves no timer and no listener behind.
 */
export async function runWithin<T>(
  clock: Clock,
  ms: number,
  parent: AbortSignal | undefined,
  expire: () => Error,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  parent?.throwIfAborted();
  const { signal, abort } = createAbort();
  const timer = createAbort();
  const onAbort = () => abort(parent?.reason);
  parent?.addEventListener("abort", onAbort);
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  clock.sleep(ms, timer.signal).then(
    () => abort(expire()),
    () => {},
  );
  try {
    return await Promise.race([task(signal), aborted]);
  } finally {
    timer.abort(null);
    parent?.removeEventListener("abort", onAbort);
  }
}

function createAbort(): { signal: AbortSignal; abort(reason: unknown): void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: (reason) => controller.abort(reason) };
}
