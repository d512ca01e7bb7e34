import type { FollowState } from "@dreambooth-sandbox/client";
import { hasEnded } from "../training.ts";
import type { FleetPhase, StoredTraining } from "../training.ts";
import { pollQueue } from "../queues.ts";
import type { SqlContext } from "./sql-context.ts";
import type { SqlConnection, SqlDatabase } from "./sql-database.ts";

interface TrainingRow {
  training_id: string;
  account: string;
  phase: FleetPhase;
  due_at: number;
  state: string | null;
}

const COLUMNS = "training_id, account, phase, due_at, state";

/** Adds a training with its first poll. Returns the account under which it is followed. */
export function follow(
  context: SqlContext,
  trainingId: string,
  account: string,
  firstPollAt: number,
): Promise<string> {
  const add = (tx: SqlConnection) => addTraining(context, tx, trainingId, account, firstPollAt);
  return context.database.transaction(add, true);
}

/** Adds a training inside a transaction, or follows it again if it was lost. */
export async function addTraining(
  context: SqlContext,
  tx: SqlConnection,
  trainingId: string,
  account: string,
  firstPollAt: number,
): Promise<string> {
  const inserted = await tx.query(
    `INSERT INTO training (training_id, account, phase, due_at, is_hinted, event_sequence)
     VALUES ($1, $2, 'new', $3, 0, 0) ON CONFLICT (training_id) DO NOTHING RETURNING training_id`,
    [trainingId, account, firstPollAt],
  );
  if (inserted.length === 0) {
    const present = await readTraining(tx, trainingId, context.database.forUpdate);
    if (present?.phase !== "lost") return present?.account ?? account;
    await tx.query(
      "UPDATE training SET account = $2, phase = 'new', due_at = $3, is_hinted = 0, state = NULL WHERE training_id = $1",
      [trainingId, account, firstPollAt],
    );
  }
  await context.jobs.add(tx, pollQueue(account), trainingId, firstPollAt);
  return account;
}

export async function getTraining(
  { database }: SqlContext,
  trainingId: string,
): Promise<StoredTraining | undefined> {
  const row = await readTraining(database, trainingId, "");
  return (
    row && {
      trainingId: row.training_id,
      account: row.account,
      phase: row.phase,
      ...readState(row),
    }
  );
}

/** Moves the next poll forward. A poll that is being made now is followed by another one. */
export function hint({ database, jobs }: SqlContext, trainingId: string, dueAt: number): Promise<void> {
  return database.transaction(async (tx) => {
    const row = await readTraining(tx, trainingId, database.forUpdate);
    if (!row || hasEnded(row)) return;
    const earlier = Math.min(row.due_at, dueAt);
    const isWaiting = await jobs.reschedule(tx, pollQueue(row.account), trainingId, earlier);
    await (isWaiting
      ? tx.query("UPDATE training SET due_at = $2 WHERE training_id = $1", [trainingId, earlier])
      : tx.query("UPDATE training SET is_hinted = 1 WHERE training_id = $1", [trainingId]));
  });
}

/** Keeps other transactions from changing a training until this one ends. */
export async function lockTraining(
  { forUpdate }: SqlDatabase,
  tx: SqlConnection,
  trainingId: string,
): Promise<void> {
  await tx.query(`SELECT training_id FROM training WHERE training_id = $1${forUpdate}`, [trainingId]);
}

/** Returns the state of a training as the store has it. */
export function readState({ state }: { state: string | null }): { state?: FollowState } {
  return state === null ? {} : { state: JSON.parse(state) as FollowState };
}

async function readTraining(
  connection: SqlConnection,
  trainingId: string,
  lock: string,
): Promise<TrainingRow | undefined> {
  const sql = `SELECT ${COLUMNS} FROM training WHERE training_id = $1${lock}`;
  const [row] = await connection.query<TrainingRow>(sql, [trainingId]);
  return row;
}
