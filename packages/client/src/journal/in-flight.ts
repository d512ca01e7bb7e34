import { runWithin } from "../clock.ts";
import { DeadlineError, SandboxError } from "../errors.ts";
import type { CallOptions } from "../http/client-options.ts";
import type { Transport } from "../http/transport.ts";
import type { CreatedTraining } from "../operations/created-training.ts";
import type { IntentRecorder } from "./journal.ts";

/** A create that this process is sending. */
interface CreateInFlight {
  requestHash: string;
  outcome: Promise<CreatedTraining>;
}

const createsByJournal = new WeakMap<IntentRecorder, Map<string, CreateInFlight>>();

/** Returns the creates in flight of a journal, by intent. All clients with the same journal share them. */
export function findCreatesInFlight(journal: IntentRecorder): Map<string, CreateInFlight> {
  const creates = createsByJournal.get(journal) ?? new Map<string, CreateInFlight>();
  createsByJournal.set(journal, creates);
  return creates;
}

/**
 * Returns the outcome of a create that another call is sending, within this call's own limits.
 *
 * @param sendAnew Called if the other call was aborted before it sent anything: this call was not.
 */
export async function shareOutcome(
  { clock }: Transport,
  outcome: Promise<CreatedTraining>,
  { signal, deadlineMs = Infinity }: CallOptions,
  sendAnew: () => Promise<CreatedTraining>,
): Promise<CreatedTraining> {
  const expire = () => new DeadlineError("A create in flight did not end in time. It continues.");
  try {
    return await runWithin(clock, deadlineMs, signal, expire, () => outcome);
  } catch (error) {
    if (error instanceof SandboxError || signal?.aborted) throw error;
    return sendAnew();
  }
}
