import { ValidationError } from "../errors.ts";
import type { Transport } from "../http/transport.ts";
import { checkTrainingId } from "../validation/check-training-id.ts";
import { describeValue } from "../validation/describe-value.ts";
import { callJournal } from "./call-journal.ts";
import { checkIntentId } from "./check-intent-id.ts";
import { findCreatesInFlight } from "./in-flight.ts";
import type { IntentResolution } from "./intent-resolution.ts";
import type { Journal } from "./journal.ts";
import { requireJournal } from "./require-journal.ts";

const FAILED = "The intent could not be resolved";

/**
 * Records what became of an intent whose outcome was unknown.
 *
 * @throws TypeError without a journal, or for a wrong argument; ValidationError if the journal does not have the intent, or
 * contradicts the resolution; JournalError if the journal fails.
 */
export async function resolveIntent(
  transport: Transport,
  intentId: string,
  resolution: IntentResolution,
): Promise<void> {
  checkIntentId(intentId, transport.redact);
  const journal = requireJournal(transport);
  const trainingId = readTrainingId(transport, resolution);
  if (findCreatesInFlight(journal).has(intentId)) throw contradict("this process is sending it");
  const intent = await callJournal(transport, FAILED, () => journal.get(intentId));
  if (!intent) throw contradict("the journal does not have it");
  if (intent.state === "created") {
    if (intent.trainingId === trainingId) return;
    throw contradict(`it created training ${intent.trainingId}`);
  }
  const owner = await callJournal(transport, FAILED, () => findOwner(journal, trainingId));
  if (owner !== undefined) throw contradict(`intent ${JSON.stringify(owner)} created the training`);
  const { attemptId } = intent;
  const updatedAt = transport.clock.now();
  await callJournal(transport, FAILED, () =>
    journal.update(
      intentId,
      trainingId === undefined
        ? { attemptId, updatedAt, state: "refused", reason: "resolved as not created" }
        : { attemptId, updatedAt, state: "created", trainingId },
    ),
  );

  function contradict(problem: string): ValidationError {
    const message = `Intent ${JSON.stringify(intentId)} could not be resolved: ${problem}`;
    return new ValidationError(`${message}.`, { problems: [{ message }] });
  }
}

/** Returns `undefined` if the training was not created. */
function readTrainingId({ redact }: Transport, resolution: unknown): string | undefined {
  const { trainingId, notCreated } = Object(resolution) as { trainingId?: unknown; notCreated?: unknown };
  if (notCreated === true && trainingId === undefined) return undefined;
  if (notCreated !== undefined || trainingId === undefined)
    throw new TypeError(
      `The resolution must be { trainingId } or { notCreated: true } (got ${describeValue(resolution, redact)}).`,
    );
  checkTrainingId(trainingId, redact);
  return trainingId;
}

async function findOwner(journal: Journal, trainingId: string | undefined): Promise<string | undefined> {
  if (trainingId === undefined) return undefined;
  for await (const intent of journal.list())
    if (intent.state === "created" && intent.trainingId === trainingId) return intent.intentId;
  return undefined;
}
