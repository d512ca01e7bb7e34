/** How many webhooks may be pending. A create whose webhooks exceed it is created, but they are not sent. */
export const MAX_PENDING_WEBHOOKS = 100_000;

/** How many webhooks may be in flight. Further ones wait for their turn. */
export const MAX_WEBHOOKS_IN_FLIGHT = 64;

/** The room for pending webhooks and for those in flight. Several `Webhooks` can share it. */
export interface WebhookCapacity {
  /** Reserves room for one pending webhook. Returns false if there is none. */
  reserve(): boolean;
  /** Returns the room of webhooks that are no longer pending. */
  release(count: number): void;
  /** Runs a delivery as soon as fewer than the maximum are in flight, in the order of the calls. */
  run(deliver: () => Promise<void>): Promise<void>;
}

/** Creates room for webhooks. */
export function createWebhookCapacity(
  maxPending: number = MAX_PENDING_WEBHOOKS,
  maxInFlight: number = MAX_WEBHOOKS_IN_FLIGHT,
): WebhookCapacity {
  let pending = 0;
  let inFlight = 0;
  let waiting: (() => void)[] = [];
  let next = 0;

  /** Takes the next waiting delivery. The list is shortened now and then: removing its first item each time is slow. */
  function takeWaiting(): (() => void) | undefined {
    const begin = waiting[next];
    next = begin ? next + 1 : 0;
    if (!begin) waiting = [];
    return begin;
  }

  async function enter(): Promise<void> {
    if (inFlight >= maxInFlight) await new Promise<void>((resolve) => waiting.push(resolve));
    else inFlight += 1;
  }

  /** Hands this delivery's place to the next one. */
  function leave(): void {
    const begin = takeWaiting();
    if (begin) begin();
    else inFlight -= 1;
  }

  return {
    reserve() {
      if (pending >= maxPending) return false;
      pending += 1;
      return true;
    },
    release(count) {
      pending -= count;
    },
    async run(deliver) {
      await enter();
      try {
        await deliver();
      } finally {
        leave();
      }
    },
  };
}
