import { DeadlineError, SandboxError } from "../errors.ts";
import type { Transport } from "../http/transport.ts";
import type { CreatedTraining } from "../operations/created-training.ts";
import { awaitWithin } from "./call-limits.ts";
import type { CallLimits } from "./call-limits.ts";
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
 * @param sendAnew Called if the other call reached its own limits before anything could be created: this call has not.
 */
export async function shareOutcome(
  transport: Transport,
  outcome: Promise<CreatedTraining>,
  limits: CallLimits,
  sendAnew: () => Promise<CreatedTraining>,
): Promise<CreatedTraining> {
  const expire = () => new DeadlineError("A create in flight did not end in time. It continues.");
  const shared = await awaitWithin(transport, limits, expire, outcome.catch(ignoreOthersLimits));
  return shared ?? sendAnew();
}

/** A create that may have been sent ends with another error. */
function ignoreOthersLimits(error: unknown): undefined {
  if (error instanceof SandboxError && !(error instanceof DeadlineError)) throw error;
}
