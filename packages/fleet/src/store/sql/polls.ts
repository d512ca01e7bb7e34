import type { EventError, EventKind } from "../event.ts";
import type { Poll, PollResult } from "../poll.ts";
import { addEvents } from "./events.ts";
import { pollQueue } from "../queues.ts";
import type { SqlContext } from "./sql-context.ts";
import type { SqlConnection } from "./sql-database.ts";
import { placeholders } from "./sql-database.ts";
import { lockTraining, readState } from "./trainings.ts";

/** Leases the most overdue polls of an account. */
export async function claimPolls(
  { database, jobs }: SqlContext,
  account: string,
  most: number,
): Promise<Poll[]> {
  const claimed = await jobs.claim(pollQueue(account), most);
  if (claimed.length === 0) return [];
  const rows = await database.query<{ training_id: string; state: string | null }>(
    `SELECT training_id, state FROM training WHERE training_id IN (${placeholders(claimed.length)})`,
    claimed.map(({ key }) => key),
  );
  const states = new Map(rows.map((row) => [row.training_id, readState(row)]));
  return claimed.map(({ dueAt, ...lease }) => ({
    lease,
    trainingId: lease.key,
    account,
    dueAt,
    ...states.get(lease.key),
  }));
}

/** Writes what a poll has found, its events, and the next poll, unless the lease was lost. */
export async function finishPoll(context: SqlContext, poll: Poll, result: PollResult): Promise<boolean> {
  const { database, jobs } = context;
  const { trainingId, account, lease } = poll;
  const { next, update, events, error } = result;
  try {
    await database.transaction(async (tx) => {
      if (update) await keepOwnUpdates(context, tx, trainingId);
      const { due_at: dueAt, event_sequence: last } = await writeResult(tx, poll, result);
      if (!(await jobs.complete(tx, lease))) throw new LostLease();
      await addEvents(context, tx, trainingId, listEvents(last - events.length, events, error));
      if (next) await jobs.add(tx, pollQueue(account), trainingId, dueAt);
    });
    return true;
  } catch (error) {
    if (error instanceof LostLease) return false;
    throw error;
  }
}

/** Ends a transaction, whose changes are then undone. */
class LostLease extends Error {}

async function writeResult(
  tx: SqlConnection,
  { trainingId, dueAt }: Poll,
  { phase, state, update, events, next }: PollResult,
): Promise<{ due_at: number; event_sequence: number }> {
  const [row] = await tx.query<{ due_at: number; event_sequence: number }>(
    `UPDATE training SET phase = COALESCE($2, phase), due_at = CASE WHEN is_hinted = 1 THEN CAST($3 AS DOUBLE PRECISION) ELSE $4 END, is_hinted = 0,
       state = $5, last_update = COALESCE($6, last_update), event_sequence = event_sequence + $7
     WHERE training_id = $1 RETURNING due_at, event_sequence`,
    [
      trainingId,
      phase,
      next?.hintedDueAt ?? dueAt,
      next?.dueAt ?? dueAt,
      JSON.stringify(state),
      update && JSON.stringify(update),
      events.length,
    ],
  );
  if (!row) throw new LostLease();
  return row;
}

/** Copies the last update, which is about to be replaced, to the pending events that are about it. */
async function keepOwnUpdates(
  { database }: SqlContext,
  tx: SqlConnection,
  trainingId: string,
): Promise<void> {
  // Every transaction locks the training's row first, so that none waits for another one in a circle.
  await lockTraining(database, tx, trainingId);
  await tx.query(
    `UPDATE event SET own_update = (SELECT last_update FROM training WHERE training.training_id = event.training_id)
     WHERE training_id = $1 AND own_update IS NULL`,
    [trainingId],
  );
}

function listEvents(before: number, kinds: readonly EventKind[], error: EventError | undefined) {
  return kinds.map((kind, index) => ({
    sequence: before + index + 1,
    kind,
    ...(kind === "end" && error && { error }),
  }));
}
