import type { SqlContext } from "./sql-context.ts";

/** The length of the windows in which reserved slots are counted. */
export const RATE_WINDOW_MS = 10_000;

/** Adds the accounts that the store does not have. */
export async function addAccounts({ database }: SqlContext, accounts: readonly string[]): Promise<void> {
  for (const account of accounts)
    await database.query(
      `INSERT INTO account (name, next_slot_at, rate_window, window_count, last_count) VALUES ($1, 0, 0, 0, 0)
       ON CONFLICT (name) DO NOTHING`,
      [account],
    );
}

/** Reserves send times, one statement for all of them, and counts them. */
export async function reserveSlots(
  { database, now }: SqlContext,
  account: string,
  count: number,
  intervalMs: number,
  from: number,
): Promise<number> {
  const [row] = await database.query<{ next_slot_at: number }>(
    `UPDATE account SET
       next_slot_at = CASE WHEN next_slot_at > $2 THEN next_slot_at ELSE $2 END + $3,
       last_count = CASE WHEN rate_window = $4 THEN last_count WHEN rate_window = $4 - 1 THEN window_count ELSE 0 END,
       window_count = CASE WHEN rate_window = $4 THEN window_count ELSE 0 END + $5,
       rate_window = $4
     WHERE name = $1 RETURNING next_slot_at`,
    [account, from, count * intervalMs, Math.floor(now() / RATE_WINDOW_MS), count],
  );
  if (!row) throw new Error(`The store has no account ${JSON.stringify(account)}.`);
  return row.next_slot_at - count * intervalMs;
}

/** Reserves no more send times before a time. */
export async function pauseAccount({ database }: SqlContext, account: string, until: number): Promise<void> {
  await database.query("UPDATE account SET next_slot_at = $2 WHERE name = $1 AND next_slot_at < $2", [
    account,
    until,
  ]);
}
