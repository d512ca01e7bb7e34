import { describeError } from "../describe-error.ts";
import type { FleetContext } from "../fleet-context.ts";
import type { EventOutcome, PendingEvent } from "../store/event.ts";
import { unpackUpdate } from "../store/stored-update.ts";
import type { TrainingEnd } from "./training-end.ts";

/** How often a handler is called for one event before it is parked: over about half an hour. */
const MOST_ATTEMPTS = 10;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 10 * 60_000;

/** Calls the handler of an event. Returns what became of it. */
export async function deliverEvent(context: FleetContext, event: PendingEvent): Promise<EventOutcome> {
  const { store, logger } = context;
  try {
    await callHandler(context, event);
    return { handled: true };
  } catch (error) {
    const reason = describeError(error);
    const attempts = event.attempts + 1;
    const which = `on${event.kind === "end" ? "End" : "Update"} of ${event.trainingId}`;
    logger.warn(`${which} failed, attempt ${attempts} of ${MOST_ATTEMPTS}: ${reason}`);
    if (attempts >= MOST_ATTEMPTS) return { parked: reason };
    const delayMs = Math.min(FIRST_RETRY_MS * 2 ** event.attempts, LONGEST_RETRY_MS);
    return { retryAt: store.now() + delayMs, reason };
  }
}

async function callHandler({ options }: FleetContext, event: PendingEvent): Promise<void> {
  const { onUpdate, onEnd } = options;
  if (event.kind === "end") await onEnd?.(toTrainingEnd(event));
  else if (event.update) await onUpdate?.(unpackUpdate(event.update), { account: event.account });
}

function toTrainingEnd({ trainingId, account, update, error }: PendingEvent): TrainingEnd {
  const last = update && unpackUpdate(update);
  return {
    trainingId,
    account,
    outcome: error ? "lost" : last?.phase === "succeeded" ? "succeeded" : "failed",
    ...(last && { update: last }),
    ...(error && { error }),
  };
}
