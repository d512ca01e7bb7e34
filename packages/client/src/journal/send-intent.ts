import type { CallOptions } from "../http/client-options.ts";
import type { Transport } from "../http/transport.ts";
import type { CreatedTraining } from "../operations/created-training.ts";
import type { BegunIntent } from "./begin-intent.ts";
import { findLeftMs } from "./call-limits.ts";
import type { CallLimits } from "./call-limits.ts";
import { readExisting } from "./existing-intent.ts";
import type { IntentRecorder } from "./journal.ts";
import { recordOutcome, toOutcome } from "./record-outcome.ts";

/** Sends the body of a create. Throws a `CreateOutcomeUnknownError` if the training may exist, else any other error. */
export type SendBody = (body: Record<string, unknown>, options: CallOptions) => Promise<CreatedTraining>;

/**
 * Sends the create of a recorded intent, and records the outcome. Sends nothing if the journal already had the intent, or
 * if the call has reached its limits meanwhile.
 */
export async function sendIntent(
  transport: Transport,
  journal: IntentRecorder,
  { intent, result, body }: BegunIntent,
  limits: CallLimits,
  send: SendBody,
): Promise<CreatedTraining> {
  if (!result.created) return readExisting(result.existing, intent);
  let created: CreatedTraining;
  try {
    created = await send(body, { ...limits, deadlineMs: findLeftMs(transport.clock, limits) });
  } catch (error) {
    await recordOutcome(transport, journal, limits, intent, toOutcome(transport, error));
    throw error;
  }
  const { trainingId } = created;
  await recordOutcome(transport, journal, limits, intent, { state: "created", trainingId });
  return created;
}
