import { describeError } from "../describe-error.ts";
import { FleetError } from "../errors.ts";
import { readMonotonic } from "../fleet-context.ts";
import type { FleetContext } from "../fleet-context.ts";
import type { LeaseKeeper } from "../polls/lease-keeper.ts";
import type { PollSignals } from "../polls/poll-training.ts";
import type { PendingEvent } from "../store/event.ts";
import { EVENT_QUEUE } from "../store/queues.ts";
import { createWaker } from "../waker.ts";
import { deliverEvent } from "./deliver-event.ts";

/** How many handlers run at the same time in a process. */
const MOST_HANDLERS = 16;
/** How often to look for events that are retried, or that another process recorded. New ones wake the loop. */
const CHECK_INTERVAL_MS = 1_000;

/** Delivers events to the handlers until the process stops, and waits for those that are running. */
export async function runEvents(
  context: FleetContext,
  leases: LeaseKeeper,
  { draining, stopped }: PollSignals,
): Promise<void> {
  const { store, clock, logger } = context;
  const running = new Set<Promise<void>>();
  const waker = createWaker(clock);
  const unsubscribe = store.onDue((queue = EVENT_QUEUE) => {
    if (queue === EVENT_QUEUE) waker.wake();
  });
  draining.addEventListener("abort", waker.wake);
  while (!draining.aborted) {
    await claim();
    await waker.wait(CHECK_INTERVAL_MS);
  }
  unsubscribe();
  const isStopped = new Promise((resolve) => stopped.addEventListener("abort", resolve));
  await Promise.race([Promise.all(running), isStopped]);

  /** Claims what there is room for. */
  async function claim(): Promise<void> {
    if (running.size >= MOST_HANDLERS) return;
    const claimedAt = readMonotonic(context);
    try {
      for (const event of await store.claimEvents(MOST_HANDLERS - running.size)) start(event, claimedAt);
    } catch (error) {
      if (!(error instanceof FleetError)) throw error;
      logger.warn(describeError(error));
    }
  }

  function start(event: PendingEvent, claimedAt: number): void {
    const lease = leases.hold(event.lease, claimedAt);
    const task = handle(event).finally(() => {
      lease.drop();
      running.delete(task);
      waker.wake();
    });
    running.add(task);
  }

  /** An outcome that cannot be written is lost with the lease: the handler is called again. */
  async function handle(event: PendingEvent): Promise<void> {
    try {
      await store.finishEvent(event, await deliverEvent(context, event));
    } catch (error) {
      logger.warn(describeError(error));
    }
  }
}
