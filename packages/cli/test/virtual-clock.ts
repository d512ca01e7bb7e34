import type { Clock, ClientOptions } from "@dreambooth-sandbox/client";

type Fetch = NonNullable<ClientOptions["fetch"]>;

export interface VirtualClock extends Clock {
  /** The same `fetch`, during which no time passes. */
  hold(fetch: Fetch): Fetch;
}

/** A clock that jumps to the end of the shortest sleep whenever no request is under way. */
export function createVirtualClock(): VirtualClock {
  let now = Date.UTC(2026, 0, 1);
  let requests = 0;
  const sleepers = new Map<() => void, number>();

  function jump(): void {
    const [next] = [...sleepers].toSorted((a, b) => a[1] - b[1]);
    if (requests > 0 || !next) return;
    const [wake, wakeAt] = next;
    now = Math.max(now, wakeAt);
    sleepers.delete(wake);
    wake();
  }
  const jumpWhenIdle = () => setImmediate(() => setImmediate(jump));

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        sleepers.set(resolve, now + ms);
        signal?.addEventListener("abort", () => {
          sleepers.delete(resolve);
          reject(signal.reason);
        });
        jumpWhenIdle();
      }),
    hold: (fetch) => async (url, init) => {
      requests += 1;
      try {
        const response = await fetch(url, init);
        return new Response(await response.arrayBuffer(), response);
      } finally {
        requests -= 1;
        jumpWhenIdle();
      }
    },
  };
}
