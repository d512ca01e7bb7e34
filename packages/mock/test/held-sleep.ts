import { EventEmitter, once } from "node:events";
import type { Sleep } from "../src/life-cycle/clock.ts";

/** A sleep that lasts until a test ends it, or the signal is aborted. */
export interface HeldSleep {
  sleep: Sleep;
  /** Resolves with the requested milliseconds when the first sleep begins. */
  begun: Promise<number>;
  /** Resolves when a sleeper's signal is aborted. */
  aborted: Promise<unknown>;
  /** Ends the sleeps that have begun. */
  end: () => void;
}

/** Creates a sleep that takes no real time. */
export function createHeldSleep(): HeldSleep {
  const events = new EventEmitter();
  return {
    begun: once(events, "begin").then(([ms]: number[]) => Number(ms)),
    aborted: once(events, "abort"),
    end: () => events.emit("end"),
    async sleep(ms, signal) {
      signal?.addEventListener("abort", () => events.emit("abort"));
      events.emit("begin", ms);
      await once(events, "end", signal ? { signal } : {});
    },
  };
}
