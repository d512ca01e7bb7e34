import type { Clock } from "@dreambooth-sandbox/client";

/** Lets a loop wait until something happens, or a time has passed. */
export interface Waker {
  /** Ends the present wait, or the next one if there is none. */
  wake: () => void;
  wait: (ms: number) => Promise<void>;
}

/** Creates a waker. */
export function createWaker(clock: Clock): Waker {
  let isAwake = false;
  let present: AbortController | undefined;
  return {
    wake() {
      isAwake = true;
      present?.abort();
    },
    async wait(ms) {
      present = new AbortController();
      if (!isAwake) await clock.sleep(ms, present.signal).catch(() => {});
      isAwake = false;
    },
  };
}
