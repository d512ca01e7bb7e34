import { callOptionRules } from "../http/send.ts";
import type { Transport } from "../http/transport.ts";
import type { CreateOptions } from "../operations/create-options.ts";
import type { CreatedTraining } from "../operations/created-training.ts";
import { object, readOptions } from "../validation/check-options.ts";
import type { OptionRules } from "../validation/check-options.ts";
import { awaitBeginning, beginIntent } from "./begin-intent.ts";
import type { IntendedCreate } from "./begin-intent.ts";
import { startLimits } from "./call-limits.ts";
import type { CallLimits } from "./call-limits.ts";
import { checkIntentId } from "./check-intent-id.ts";
import { requireSameRequest } from "./existing-intent.ts";
import { hashRequest } from "./hash-request.ts";
import { findCreatesInFlight, shareOutcome } from "./in-flight.ts";
import type { IntentRecorder } from "./journal.ts";
import { requireJournal } from "./require-journal.ts";
import { sendIntent } from "./send-intent.ts";
import type { SendBody } from "./send-intent.ts";

const optionRules: OptionRules<Omit<CreateOptions, "intentId">> = { ...callOptionRules, journal: object };

/**
 * Sends the create of an intent unless it may have been sent before, by any process, and records its outcome.
 *
 * @throws TypeError without a journal, or for a wrong option; ValidationError if the intent was recorded with another
 * request; CreateOutcomeUnknownError if the outcome of an earlier create is unknown; JournalError if the journal fails, or
 * does not respond before the deadline.
 */
export async function createOnce(
  transport: Transport,
  body: Record<string, unknown>,
  options: CreateOptions,
  send: SendBody,
): Promise<CreatedTraining> {
  const { journal: ownJournal, ...call } = readOptions(options, optionRules);
  const limits = startLimits(transport.clock, call);
  const { intentId } = options;
  checkIntentId(intentId, transport.redact);
  const journal = ownJournal ?? requireJournal(transport);
  const requestHash = await hashRequest(body);
  return createWithin(transport, journal, { intentId, requestHash, body }, limits, send);
}

async function createWithin(
  transport: Transport,
  journal: IntentRecorder,
  create: IntendedCreate,
  limits: CallLimits,
  send: SendBody,
): Promise<CreatedTraining> {
  limits.signal?.throwIfAborted();
  // From here to `set` nothing is awaited, so that no other call comes in between.
  const { intentId, requestHash } = create;
  const creates = findCreatesInFlight(journal);
  const present = creates.get(intentId);
  if (present) {
    requireSameRequest(present, create);
    const sendAnew = () => createWithin(transport, journal, create, limits, send);
    return shareOutcome(transport, present.outcome, limits, sendAnew);
  }
  const beginning = beginIntent(transport, journal, create);
  const outcome = beginning
    .then((begun) => sendIntent(transport, journal, begun, limits, send))
    .finally(() => creates.delete(intentId));
  creates.set(intentId, { requestHash, outcome });
  // If the call ends before the journal responds, its intent is recorded as refused once it does.
  outcome.catch(() => {});
  await awaitBeginning(transport, limits, beginning);
  return outcome;
}
