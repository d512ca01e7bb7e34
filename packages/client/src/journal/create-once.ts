import { callOptionRules } from "../http/send.ts";
import type { Transport } from "../http/transport.ts";
import type { CreateOptions } from "../operations/create-options.ts";
import type { CreatedTraining } from "../operations/created-training.ts";
import { checkOptions, object } from "../validation/check-options.ts";
import type { OptionRules } from "../validation/check-options.ts";
import { checkIntentId } from "./check-intent-id.ts";
import { requireSameRequest } from "./existing-intent.ts";
import { hashRequest } from "./hash-request.ts";
import { findCreatesInFlight, shareOutcome } from "./in-flight.ts";
import { requireJournal } from "./require-journal.ts";
import { sendIntent } from "./send-intent.ts";
import type { SendBody } from "./send-intent.ts";

const optionRules: OptionRules<Omit<CreateOptions, "intentId">> = { ...callOptionRules, journal: object };

/**
 * Sends the create of an intent unless it may have been sent before, by any process, and records its outcome.
 *
 * @throws TypeError without a journal, or for a wrong option; ValidationError if the intent was recorded with another
 * request; CreateOutcomeUnknownError if the outcome of an earlier create is unknown; JournalError if the journal fails.
 */
export async function createOnce(
  transport: Transport,
  body: Record<string, unknown>,
  options: CreateOptions,
  send: SendBody,
): Promise<CreatedTraining> {
  checkOptions(options, optionRules);
  const { intentId, signal } = options;
  checkIntentId(intentId, transport.redact);
  const journal = options.journal ?? requireJournal(transport);
  const requestHash = await hashRequest(body);
  signal?.throwIfAborted();
  // From here to `set` nothing is awaited, so that no other call comes in between.
  const creates = findCreatesInFlight(journal);
  const present = creates.get(intentId);
  if (present) {
    requireSameRequest(present, { intentId, requestHash });
    const sendAnew = () => createOnce(transport, body, options, send);
    return shareOutcome(transport, present.outcome, options, sendAnew);
  }
  const outcome = sendIntent(transport, journal, { intentId, requestHash, body }, send).finally(() =>
    creates.delete(intentId),
  );
  creates.set(intentId, { requestHash, outcome });
  return outcome;
}
