import type { Clock } from "@dreambooth-sandbox/client";
import type { OpenStore } from "../store/store.ts";

/** The send times of an account, shared with all processes of the fleet. */
export interface SendSlots {
  /** Resolves when the next request may leave, which must then be at once. Rejects with the signal's reason. */
  take(signal?: AbortSignal): Promise<void>;
  /** Gives up this process's send times before a time, and reserves none before it in any process. */
  pause(until: number): Promise<void>;
}

interface Waiter {
  resolve: (slot: number) => void;
  reject: (error: unknown) => void;
}

/**
 * How much later than its time a request may leave. A process that was busy for longer gives its time up: its late requests
 * would otherwise leave together with others, more than the limit allows.
 */
const LATEST_MS = 40;

/** Creates the send times of one account. */
export function createSendSlots(
  store: Pick<OpenStore, "now" | "reserveSlots" | "pauseAccount">,
  clock: Clock,
  account: string,
  maxPerSecond: number,
): SendSlots {
  const intervalMs = 1000 / maxPerSecond;
  let waiting: Waiter[] = [];
  let isReserving = false;
  let pausedUntil = -Infinity;
  /** How long the last reservation took, so that the next one is not over when it arrives. */
  let leadMs = 0;

  return {
    async take(signal) {
      for (;;) {
        signal?.throwIfAborted();
        const slot = await reserve();
        await clock.sleep(Math.max(0, slot - store.now()), signal);
        if (store.now() - slot <= LATEST_MS && slot >= pausedUntil) return;
      }
    },
    pause(until) {
      pausedUntil = Math.max(pausedUntil, until);
      return store.pauseAccount(account, until);
    },
  };

  function reserve(): Promise<number> {
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      if (!isReserving) void reserveAll();
    });
  }

  /** Reserves for all that wait at once, and again for those that came meanwhile. */
  async function reserveAll(): Promise<void> {
    isReserving = true;
    // Those of the same turn join.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await reserveBatch(batch);
    }
    isReserving = false;
  }

  async function reserveBatch(batch: readonly Waiter[]): Promise<void> {
    const from = store.now();
    try {
      const first = await store.reserveSlots(account, batch.length, intervalMs, from + leadMs);
      leadMs = store.now() - from;
      for (const [index, { resolve }] of batch.entries()) resolve(first + index * intervalMs);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
