import type { BeginResult, Intent, IntentChange } from "@dreambooth-sandbox/client";
import { changeRecord, decideBegin } from "@dreambooth-sandbox/client/journal";
import { FleetError } from "../../errors.ts";
import type { StoredIntent } from "../store.ts";
import type { SqlContext } from "./sql-context.ts";
import type { SqlConnection } from "./sql-database.ts";
import { placeholders } from "./sql-database.ts";
import { addTraining } from "./trainings.ts";

interface IntentRow {
  intent_id: string;
  account: string;
  request_hash: string;
  attempt_id: string;
  webhook_token: string | null;
  state: Intent["state"];
  training_id: string | null;
  created_at: number;
  updated_at: number;
  reason: string | null;
}

const COLUMNS =
  "intent_id, account, request_hash, attempt_id, webhook_token, state, training_id, created_at, updated_at, reason";

/** Records an intent, unless it exists and may not begin again. */
export function beginIntent({ database }: SqlContext, account: string, intent: Intent): Promise<BeginResult> {
  return database.transaction(async (tx) => {
    if (await insert(tx, { ...intent, account })) return { created: true };
    const existing = await read(tx, intent.intentId, database.forUpdate);
    if (!existing) throw new Error(`The intent ${JSON.stringify(intent.intentId)} could not be recorded.`);
    if (existing.account !== account)
      throw new FleetError(
        "conflict",
        `The intent ${JSON.stringify(intent.intentId)} was recorded for the account ${JSON.stringify(existing.account)}, not for ${JSON.stringify(account)}. Nothing was sent.`,
      );
    const decision = decideBegin(existing, intent);
    if ("existing" in decision) return { created: false, existing: withoutAccount(existing) };
    await write(tx, decision.record);
    return { created: true };
  }, true);
}

/** Changes an intent. A created one gets its training and the first poll in the same commit. */
export function updateIntent(
  context: SqlContext,
  intentId: string,
  change: IntentChange,
  firstPollAt: number,
): Promise<void> {
  const { database } = context;
  return database.transaction(async (tx) => {
    const existing = await read(tx, intentId, database.forUpdate);
    if (!existing) throw new FleetError("conflict", `The store has no intent ${JSON.stringify(intentId)}.`);
    const record = changeRecord(existing, change);
    if (!record) return;
    await write(tx, record);
    if (record.state === "created" && record.trainingId !== undefined)
      await addTraining(context, tx, record.trainingId, existing.account, firstPollAt);
  }, true);
}

export async function getIntent(
  { database }: SqlContext,
  intentId: string,
): Promise<StoredIntent | undefined> {
  return read(database, intentId, "");
}

export async function findIntentByToken(
  { database }: SqlContext,
  tokens: readonly string[],
): Promise<StoredIntent | undefined> {
  if (tokens.length === 0) return undefined;
  const condition = `webhook_token IN (${placeholders(tokens.length)})`;
  const [row] = await database.query<IntentRow>(`SELECT ${COLUMNS} FROM intent WHERE ${condition}`, tokens);
  return row && toIntent(row);
}

async function read(
  connection: SqlConnection,
  intentId: string,
  lock: string,
): Promise<StoredIntent | undefined> {
  const sql = `SELECT ${COLUMNS} FROM intent WHERE intent_id = $1${lock}`;
  const [row] = await connection.query<IntentRow>(sql, [intentId]);
  return row && toIntent(row);
}

async function insert(tx: SqlConnection, intent: StoredIntent): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO intent (${COLUMNS}) VALUES (${placeholders(10)}) ON CONFLICT (intent_id) DO NOTHING RETURNING intent_id`,
    [
      intent.intentId,
      intent.account,
      intent.requestHash,
      intent.attemptId,
      intent.webhookToken,
      intent.state,
      intent.trainingId,
      intent.createdAt,
      intent.updatedAt,
      intent.reason,
    ],
  );
  return rows.length > 0;
}

async function write(tx: SqlConnection, intent: Intent): Promise<void> {
  await refuseOtherOwner(tx, intent);
  await tx.query(
    `UPDATE intent SET request_hash = $2, attempt_id = $3, webhook_token = $4, state = $5, training_id = $6,
       created_at = $7, updated_at = $8, reason = $9 WHERE intent_id = $1`,
    [
      intent.intentId,
      intent.requestHash,
      intent.attemptId,
      intent.webhookToken,
      intent.state,
      intent.trainingId,
      intent.createdAt,
      intent.updatedAt,
      intent.reason,
    ],
  );
}

/** @throws FleetError if another intent created the training. */
async function refuseOtherOwner(tx: SqlConnection, { intentId, state, trainingId }: Intent): Promise<void> {
  if (state !== "created") return;
  const [owner] = await tx.query<{ intent_id: string }>(
    "SELECT intent_id FROM intent WHERE training_id = $1 AND state = 'created' AND intent_id <> $2",
    [trainingId, intentId],
  );
  if (owner)
    throw new FleetError(
      "conflict",
      `The training ${JSON.stringify(trainingId)} belongs to the intent ${JSON.stringify(owner.intent_id)}, not to ${JSON.stringify(intentId)}.`,
    );
}

function toIntent(row: IntentRow): StoredIntent {
  return {
    intentId: row.intent_id,
    account: row.account,
    requestHash: row.request_hash,
    attemptId: row.attempt_id,
    ...(row.webhook_token !== null && { webhookToken: row.webhook_token }),
    state: row.state,
    ...(row.training_id !== null && { trainingId: row.training_id }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.reason !== null && { reason: row.reason }),
  };
}

function withoutAccount({ account: _, ...intent }: StoredIntent): Intent {
  return intent;
}
