import type { StoreStatus } from "../status.ts";
import { fleetPhases } from "../training.ts";
import type { FleetPhase } from "../training.ts";
import { RATE_WINDOW_MS } from "./accounts.ts";
import { pollQueue } from "../queues.ts";
import { PARKED_INTENT } from "./list-parked.ts";
import type { SqlContext } from "./sql-context.ts";
import type { SqlValue } from "./sql-database.ts";

interface AccountRow {
  name: string;
  rate_window: number;
  window_count: number;
  last_count: number;
}

/** Counts what the store has. */
export async function readStatus(context: SqlContext, sendingBefore: number): Promise<StoreStatus> {
  const { database, jobs, now } = context;
  const phases = await database.query<{ phase: FleetPhase; count: number | string }>(
    "SELECT phase, COUNT(*) AS count FROM training GROUP BY phase",
  );
  const counts = new Map(phases.map(({ phase, count }) => [phase, Number(count)]));
  const accounts = await database.query<AccountRow>(
    "SELECT name, rate_window, window_count, last_count FROM account ORDER BY name",
  );
  const at = now();
  const queues = accounts.map(({ name }) => pollQueue(name));
  const overdue = await jobs.readOverdue(queues, at);
  return {
    trainings: Object.fromEntries(
      fleetPhases.map((phase) => [phase, counts.get(phase) ?? 0]),
    ) as StoreStatus["trainings"],
    overdue: overdue.count,
    latenessMs: overdue.count === 0 ? 0 : at - overdue.firstDueAt,
    requestsPerSecond: Object.fromEntries(accounts.map((row) => [row.name, readRate(row, at)])),
    pendingEvents: await count(context, "event WHERE parked_at IS NULL"),
    parkedIntents: await count(context, `intent WHERE ${PARKED_INTENT}`, [sendingBefore]),
    parkedEvents: await count(context, "event WHERE parked_at IS NOT NULL"),
  };
}

async function count(
  { database }: SqlContext,
  from: string,
  parameters: readonly SqlValue[] = [],
): Promise<number> {
  const [row] = await database.query<{ count: number | string }>(
    `SELECT COUNT(*) AS count FROM ${from}`,
    parameters,
  );
  return Number(row?.count ?? 0);
}

/** Returns the rate in the last complete window. */
function readRate({ rate_window, window_count, last_count }: AccountRow, at: number): number {
  const window = Math.floor(at / RATE_WINDOW_MS);
  const reserved = rate_window === window ? last_count : rate_window === window - 1 ? window_count : 0;
  return (reserved * 1000) / RATE_WINDOW_MS;
}
