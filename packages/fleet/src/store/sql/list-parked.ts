import type { EventKind } from "../event.ts";
import type { ParkedEvent, ParkedIntent, ParkedItem } from "../parked.ts";
import type { SqlContext } from "./sql-context.ts";

/** How many rows are read at a time. */
const PAGE = 500;
/** What makes an intent parked. An intent that has been sending for too long was sent by a process that ended. */
export const PARKED_INTENT = "(state = 'unknown' OR (state = 'sending' AND updated_at < $1))";

interface IntentRow {
  intent_id: string;
  account: string;
  reason: string | null;
  training_id: string | null;
  updated_at: number;
}

interface EventRow {
  training_id: string;
  sequence: number;
  account: string;
  kind: EventKind;
  reason: string | null;
  parked_at: number;
}

/** Yields what waits for a person. */
export async function* listParked(context: SqlContext, sendingBefore: number): AsyncGenerator<ParkedItem> {
  yield* listIntents(context, sendingBefore);
  yield* listEvents(context);
}

async function* listIntents({ database }: SqlContext, sendingBefore: number): AsyncGenerator<ParkedIntent> {
  for (let after = "", rows: IntentRow[] | undefined; rows === undefined || rows.length === PAGE;) {
    rows = await database.query<IntentRow>(
      `SELECT intent_id, account, reason, training_id, updated_at FROM intent
       WHERE ${PARKED_INTENT} AND state IN ('sending', 'unknown') AND intent_id > $2 ORDER BY intent_id LIMIT ${PAGE}`,
      [sendingBefore, after],
    );
    yield* rows.map(toParkedIntent);
    after = rows.at(-1)?.intent_id ?? after;
  }
}

async function* listEvents({ database }: SqlContext): AsyncGenerator<ParkedEvent> {
  for (let last = { training_id: "", sequence: 0 }, rows: EventRow[] | undefined; ;) {
    rows = await database.query<EventRow>(
      `SELECT event.training_id, sequence, account, kind, reason, parked_at
       FROM event JOIN training ON training.training_id = event.training_id
       WHERE parked_at IS NOT NULL AND (event.training_id, sequence) > ($1, $2)
       ORDER BY event.training_id, sequence LIMIT ${PAGE}`,
      [last.training_id, last.sequence],
    );
    yield* rows.map(toParkedEvent);
    if (rows.length < PAGE) return;
    last = rows.at(-1) ?? last;
  }
}

function toParkedIntent(row: IntentRow): ParkedIntent {
  return {
    kind: "intent",
    intentId: row.intent_id,
    account: row.account,
    reason: row.reason ?? "no reason is recorded",
    ...(row.training_id !== null && { trainingId: row.training_id }),
    since: row.updated_at,
  };
}

function toParkedEvent(row: EventRow): ParkedEvent {
  return {
    kind: "event",
    trainingId: row.training_id,
    account: row.account,
    event: row.kind,
    reason: row.reason ?? "no reason is recorded",
    since: row.parked_at,
  };
}
