import type { EventError, EventKind, EventOutcome, PendingEvent } from "../event.ts";
import type { Lease } from "../lease.ts";
import type { StoredUpdate } from "../stored-update.ts";
import { EVENT_QUEUE } from "../queues.ts";
import type { SqlContext } from "./sql-context.ts";
import type { SqlConnection } from "./sql-database.ts";
import { lockTraining } from "./trainings.ts";

/** An event to record. */
interface NewEvent {
  sequence: number;
  kind: EventKind;
  error?: EventError;
}

interface EventRow {
  training_id: string;
  account: string;
  sequence: number;
  kind: EventKind;
  attempts: number;
  stored_update: string | null;
  error: string | null;
}

/** Records events, and queues their training for delivery. */
export async function addEvents(
  { jobs, now }: SqlContext,
  tx: SqlConnection,
  trainingId: string,
  events: readonly NewEvent[],
): Promise<void> {
  for (const { sequence, kind, error } of events)
    await tx.query(
      "INSERT INTO event (training_id, sequence, kind, error, attempts) VALUES ($1, $2, $3, $4, 0)",
      [trainingId, sequence, kind, error && JSON.stringify(error)],
    );
  if (events.length > 0) await jobs.add(tx, EVENT_QUEUE, trainingId, now());
}

/** Leases trainings that have pending events, and returns the oldest event of each. */
export async function claimEvents(context: SqlContext, most: number): Promise<PendingEvent[]> {
  const claimed = await context.jobs.claim(EVENT_QUEUE, most);
  const events = await Promise.all(claimed.map(({ dueAt: _, ...lease }) => readOldest(context, lease)));
  return events.filter((event) => event !== undefined);
}

async function readOldest({ database }: SqlContext, lease: Lease): Promise<PendingEvent | undefined> {
  const [row] = await database.query<EventRow>(
    `SELECT event.training_id, training.account, event.sequence, event.kind, event.attempts, event.error,
       COALESCE(event.own_update, training.last_update) AS stored_update
     FROM event JOIN training ON training.training_id = event.training_id
     WHERE event.training_id = $1 AND event.parked_at IS NULL ORDER BY event.sequence LIMIT 1`,
    [lease.key],
  );
  return row && toEvent(lease, row);
}

function toEvent(lease: Lease, row: EventRow): PendingEvent {
  return {
    lease,
    trainingId: row.training_id,
    account: row.account,
    sequence: row.sequence,
    kind: row.kind,
    attempts: row.attempts,
    ...(row.stored_update !== null && { update: JSON.parse(row.stored_update) as StoredUpdate }),
    ...(row.error !== null && { error: JSON.parse(row.error) as EventError }),
  };
}

/** Writes what became of an event, and queues its training again if it has more, unless the lease was lost. */
export function finishEvent(
  { database, jobs, now }: SqlContext,
  { lease, trainingId, sequence }: PendingEvent,
  outcome: EventOutcome,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    // Polls of this training lock its row too before they add events, so none is overlooked below.
    await lockTraining(database, tx, trainingId);
    if (!(await jobs.complete(tx, lease))) return false;
    await writeOutcome(tx, trainingId, sequence, outcome, now());
    const remaining = await tx.query(
      "SELECT sequence FROM event WHERE training_id = $1 AND parked_at IS NULL LIMIT 1",
      [trainingId],
    );
    const dueAt = "retryAt" in outcome ? outcome.retryAt : now();
    if (remaining.length > 0) await jobs.add(tx, EVENT_QUEUE, trainingId, dueAt);
    return true;
  });
}

async function writeOutcome(
  tx: SqlConnection,
  trainingId: string,
  sequence: number,
  outcome: EventOutcome,
  at: number,
): Promise<void> {
  if ("handled" in outcome) {
    await tx.query("DELETE FROM event WHERE training_id = $1 AND sequence = $2", [trainingId, sequence]);
    return;
  }
  const isParked = "parked" in outcome;
  await tx.query(
    "UPDATE event SET attempts = attempts + 1, reason = $3, parked_at = $4 WHERE training_id = $1 AND sequence = $2",
    [trainingId, sequence, isParked ? outcome.parked : outcome.reason, isParked ? at : undefined],
  );
}

/** Makes all parked events pending again. */
export function retryParkedEvents({ database, jobs, now }: SqlContext): Promise<number> {
  return database.transaction(async (tx) => {
    const rows = await tx.query<{ training_id: string }>(
      "UPDATE event SET attempts = 0, parked_at = NULL WHERE parked_at IS NOT NULL RETURNING training_id",
    );
    for (const trainingId of new Set(rows.map((row) => row.training_id)))
      await jobs.add(tx, EVENT_QUEUE, trainingId, now());
    return rows.length;
  });
}
