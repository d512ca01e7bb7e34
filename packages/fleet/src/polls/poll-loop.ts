import { describeError } from "../describe-error.ts";
import { FleetError } from "../errors.ts";
import { readMonotonic } from "../fleet-context.ts";
import type { Account, FleetContext } from "../fleet-context.ts";
import type { Poll } from "../store/poll.ts";
import { pollQueue } from "../store/queues.ts";
import { createWaker } from "../waker.ts";
import type { LeaseKeeper } from "./lease-keeper.ts";
import { pollTraining } from "./poll-training.ts";
import type { PollSignals } from "./poll-training.ts";

/** For how many intervals between claims a process claims polls before their requests may leave. The rest is for others. */
const CLAIMED_INTERVALS = 2;
const PAUSE_AFTER_FAILURE_MS = 1_000;

/**
 * Claims and makes the polls of one account until the process stops, and waits for those in flight.
 *
 * @throws what `pollDelayMs` throws: it is wrong for every training.
 */
export async function runPolls(
  context: FleetContext,
  account: Account,
  leases: LeaseKeeper,
  maxInFlight: number,
  signals: PollSignals,
): Promise<void> {
  const { store, clock } = context;
  const { draining } = signals;
  const claimedAheadMs = CLAIMED_INTERVALS * store.checkIntervalMs;
  const mostUnsent = Math.max(1, Math.ceil((account.maxPerSecond * claimedAheadMs) / 1000));
  const running = new Set<Promise<void>>();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  let unsent = 0;
  const waker = createWaker(clock);
  const unsubscribe = store.onDue((queue = pollQueue(account.name)) => {
    if (queue === pollQueue(account.name)) waker.wake();
  });
  draining.addEventListener("abort", waker.wake);
  try {
    while (!draining.aborted) {
      const isRunning = await claim();
      const waiting = waker.wait(isRunning ? store.checkIntervalMs : PAUSE_AFTER_FAILURE_MS);
      await Promise.race([waiting, failure.promise]);
    }
    await Promise.race([Promise.all(running), failure.promise]);
  } finally {
    unsubscribe();
  }

  /** Claims what there is room for. Returns `false` if the store failed. */
  async function claim(): Promise<boolean> {
    const room = Math.min(mostUnsent - unsent, maxInFlight - running.size);
    if (room <= 0) return true;
    const claimedAt = readMonotonic(context);
    try {
      for (const poll of await store.claimPolls(account.name, room)) start(poll, claimedAt);
      return true;
    } catch (error) {
      if (!(error instanceof FleetError)) throw error;
      context.logger.warn(describeError(error));
      return false;
    }
  }

  function start(poll: Poll, claimedAt: number): void {
    const lease = leases.hold(poll.lease, claimedAt);
    let isUnsent = true;
    unsent++;
    const markSent = (): void => {
      if (isUnsent) unsent--;
      isUnsent = false;
    };
    const task = pollTraining(context, account, poll, lease, signals, markSent)
      .catch(failure.reject)
      .finally(() => {
        markSent();
        lease.drop();
        running.delete(task);
      });
    running.add(task);
  }
}
