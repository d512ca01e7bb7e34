import type { Intent, Journal } from "@dreambooth-sandbox/client";
import { listTrainingRecords, type TrainingRecord } from "./training-record.ts";

/** An intent, a training, or an intent with its training, as `list` shows it. */
export interface ListedTraining extends Partial<Omit<TrainingRecord, "firstSeenAt">> {
  intentId?: string;
  /** The state of the intent. Absent for a training that was created elsewhere. */
  state?: Intent["state"];
  /** Why the intent is in this state. */
  reason?: string;
  /** When the intent was recorded, or the training was first seen, in milliseconds since 1970. */
  createdAt: number;
}

/**
 * Returns all intents and trainings that this machine knows of a service, oldest first, and the error of the journal's files
 * that are damaged.
 */
export async function listTrainings(
  journal: Journal,
  journalFolder: string,
): Promise<{ trainings: ListedTraining[]; error?: AggregateError }> {
  const records = new Map(
    (await listTrainingRecords(journalFolder)).map((record) => [record.trainingId, record]),
  );
  const { intents, error } = await readIntents(journal);
  const ofIntents = intents.map((intent) => joinRecord(intent, records));
  const ofOthers = [...records.values()].map((record) => ({
    createdAt: record.firstSeenAt,
    ...withoutFirstSeen(record),
  }));
  const trainings = [...ofIntents, ...ofOthers].toSorted((a, b) => a.createdAt - b.createdAt);
  return { trainings, ...(error && { error }) };
}

async function readIntents(journal: Journal): Promise<{ intents: Intent[]; error?: AggregateError }> {
  const intents: Intent[] = [];
  try {
    for await (const intent of journal.list()) intents.push(intent);
    return { intents };
  } catch (error) {
    if (error instanceof AggregateError) return { intents, error };
    throw error;
  }
}

/** Adds what was seen of an intent's training, and takes it out of the records. */
function joinRecord(
  { intentId, state, reason, trainingId, createdAt }: Intent,
  records: Map<string, TrainingRecord>,
): ListedTraining {
  // In any other state, the id is only mentioned by the response.
  const record = state === "created" && trainingId !== undefined ? records.get(trainingId) : undefined;
  if (record) records.delete(record.trainingId);
  return {
    intentId,
    state,
    ...(reason !== undefined && { reason }),
    createdAt,
    ...(trainingId !== undefined && { trainingId }),
    ...(record && withoutFirstSeen(record)),
  };
}

function withoutFirstSeen({
  firstSeenAt: _,
  ...record
}: TrainingRecord): Omit<TrainingRecord, "firstSeenAt"> {
  return record;
}
