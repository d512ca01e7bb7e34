import type { FollowEvent } from "@dreambooth-sandbox/client";
import { describeError } from "../describe-error.ts";
import { FleetError } from "../errors.ts";
import type { Account, FleetContext } from "../fleet-context.ts";
import { findPauseEnd } from "../limits/find-pause.ts";
import { linkSignals } from "../link-signals.ts";
import type { Poll } from "../store/poll.ts";
import type { HeldLease } from "./lease-keeper.ts";
import { decideResult } from "./poll-result.ts";

/** The signals of one poll. */
export interface PollSignals {
  /** Aborts when no new requests may leave. */
  draining: AbortSignal;
  /** Aborts when requests in flight must end too. */
  stopped: AbortSignal;
}

const RETRY_WRITE_MS = 1_000;

/**
 * Makes one poll: waits until it is due and may leave, sends the request, and writes the result. Gives the poll back to the
 * store if the process stops before, and writes nothing if the lease was lost.
 *
 * @param onSent Called when the request leaves.
 */
export async function pollTraining(
  context: FleetContext,
  account: Account,
  poll: Poll,
  lease: HeldLease,
  { draining, stopped }: PollSignals,
  onSent: () => void,
): Promise<void> {
  const { store, clock } = context;
  const waiting = linkSignals(draining, lease.signal);
  const sending = linkSignals(stopped, lease.signal);
  try {
    await clock.sleep(Math.max(0, poll.dueAt - store.now()), waiting.signal);
    await account.slots.take(waiting.signal);
    onSent();
    const event = await request(context, account, poll, sending.signal);
    await write(context, poll, event, sending.signal);
  } catch (error) {
    if (!waiting.signal.aborted && !(error instanceof FleetError)) throw error;
    if (error instanceof FleetError) context.logger.warn(describeError(error));
    if (!lease.signal.aborted) await giveBack(context, poll);
  } finally {
    waiting.unlink();
    sending.unlink();
  }
}

async function request(
  context: FleetContext,
  account: Account,
  { trainingId }: Poll,
  signal: AbortSignal,
): Promise<FollowEvent> {
  const { store } = context;
  try {
    const update = await account.client.getTrainingStatus(trainingId, { signal, maxRetries: 0 });
    return { at: store.now(), update };
  } catch (error) {
    signal.throwIfAborted();
    const at = store.now();
    await pauseAfter(context, account, error, at);
    return { at, error };
  }
}

/** A rate limit slows all requests of the account, in every process. */
export async function pauseAfter(
  { logger }: FleetContext,
  { slots }: Account,
  error: unknown,
  at: number,
): Promise<void> {
  const end = findPauseEnd(error, at);
  if (end === undefined) return;
  await slots.pause(end).catch((failure: unknown) => logger.warn(describeError(failure)));
}

/** Writes a result. While the store fails, tries again until the lease ends. */
async function write(
  { store, options, clock, logger }: FleetContext,
  poll: Poll,
  event: FollowEvent,
  signal: AbortSignal,
): Promise<void> {
  const result = decideResult(poll.state, event, options);
  if ("error" in event)
    logger.warn(
      `Poll of ${poll.trainingId} failed, ${result.state.failures} in a row: ${describeError(event.error)}`,
    );
  for (;;) {
    try {
      const isWritten = await store.finishPoll(poll, result);
      if (!isWritten) logger.debug(`A late result of ${poll.trainingId} was discarded.`);
      return;
    } catch (error) {
      if (!(error instanceof FleetError)) throw error;
      logger.warn(describeError(error));
    }
    await clock.sleep(RETRY_WRITE_MS, signal);
  }
}

/** A store that fails now returns the poll by itself when the lease ends. */
async function giveBack({ store, logger }: FleetContext, { lease }: Poll): Promise<void> {
  try {
    await store.release([lease]);
  } catch (error) {
    logger.warn(describeError(error));
  }
}
