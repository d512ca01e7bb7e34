import { JournalError } from "@dreambooth-sandbox/client";
import type { TrainingRequest } from "@dreambooth-sandbox/client";
import { FleetError } from "../errors.ts";
import { findAccount } from "../fleet-context.ts";
import type { FleetContext } from "../fleet-context.ts";
import { pauseAfter } from "../polls/poll-training.ts";
import { CREATE_DEADLINE_MS } from "./parked.ts";

/** Options of `create`. */
export interface CreateOptions {
  /** The name of the account that pays. */
  account: string;
  /** Ends the wait for a send time. A request in flight is not aborted, because its outcome would be unknown. */
  signal?: AbortSignal | undefined;
}

/**
 * Creates a training once per intent, and follows it. The client decides what may be sent and what an outcome means; the
 * store is its journal.
 */
export async function createTraining(
  context: FleetContext,
  intentId: string,
  request: TrainingRequest,
  { account: name, signal }: CreateOptions,
): Promise<{ trainingId: string }> {
  const account = findAccount(context, name);
  const existing = await context.store.getIntent(intentId);
  // Only what the client would send needs a send time.
  if (!existing || existing.state === "refused") await account.slots.take(signal);
  const { recorder: journal } = account;
  try {
    const { trainingId } = await account.client.createTraining(request, {
      intentId,
      journal,
      maxRetries: 0,
      deadlineMs: CREATE_DEADLINE_MS,
    });
    return { trainingId };
  } catch (error) {
    await pauseAfter(context, account, error, context.store.now());
    throw error instanceof JournalError && error.cause instanceof FleetError ? error.cause : error;
  }
}
