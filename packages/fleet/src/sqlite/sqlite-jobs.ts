import type { DueListener } from "../store/due-listeners.ts";
import type { JobQueue } from "../store/sql/job-queue.ts";
import { placeholders } from "../store/sql/sql-database.ts";
import type { SqlDatabase, SqlValue } from "../store/sql/sql-database.ts";
import { LEASE_MS } from "../store/lease.ts";
import { CLAIM_AHEAD_MS } from "../store/poll.ts";
import type { Lease } from "../store/lease.ts";

interface JobRow {
  id: number;
  key: string;
  due_at: number;
  attempt: number;
}

/** A lease's fencing number: ids are never used again, and every claim is another attempt. */
const IS_LEASE = "id = $1 AND attempt = $2";
const CLAIMABLE = `SELECT id FROM job
  WHERE queue = $1 AND due_at <= $2 AND (leased_until IS NULL OR leased_until <= $3) ORDER BY due_at LIMIT $4`;

/** Creates the queues of a SQLite file. `onDue` is called when a job becomes due that was not before. */
export function createSqliteJobs(database: SqlDatabase, now: () => number, onDue: DueListener): JobQueue {
  function setLeases(leases: readonly Lease[], leasedUntil: number | undefined): Promise<Lease[]> {
    return database.transaction(async (tx) => {
      const changed: Lease[] = [];
      for (const lease of leases) {
        const sql = `UPDATE job SET leased_until = $3 WHERE ${IS_LEASE} RETURNING id`;
        const rows = await tx.query(sql, [Number(lease.id), lease.attempt, leasedUntil]);
        if (rows.length > 0) changed.push(lease);
      }
      return changed;
    });
  }

  return {
    async add(tx, queue, key, dueAt) {
      await tx.query(
        "INSERT INTO job (queue, key, due_at, attempt) VALUES ($1, $2, $3, 0) ON CONFLICT (queue, key) DO NOTHING",
        [queue, key, dueAt],
      );
      if (dueAt <= now() + CLAIM_AHEAD_MS) onDue(queue);
    },
    async reschedule(tx, queue, key, dueAt) {
      const rows = await tx.query(
        `UPDATE job SET due_at = $1 WHERE queue = $2 AND key = $3
         AND (leased_until IS NULL OR leased_until <= $4) RETURNING id`,
        [dueAt, queue, key, now()],
      );
      onDue(queue);
      return rows.length > 0;
    },
    async complete(tx, { id, attempt }) {
      const rows = await tx.query(`DELETE FROM job WHERE ${IS_LEASE} RETURNING id`, [Number(id), attempt]);
      return rows.length > 0;
    },
    async claim(queue, most) {
      const at = now();
      const which: SqlValue[] = [queue, at + CLAIM_AHEAD_MS, at, most];
      // Reading first: a process that finds nothing does not keep the others from writing.
      const found = await database.query(CLAIMABLE, which);
      if (found.length === 0) return [];
      const rows = await database.transaction((tx) =>
        tx.query<JobRow>(
          `UPDATE job SET attempt = attempt + 1, leased_until = $5 WHERE id IN (${CLAIMABLE})
           RETURNING id, key, due_at, attempt`,
          [...which, at + LEASE_MS],
        ),
      );
      return rows
        .map(({ id, key, due_at, attempt }) => ({ queue, key, id: String(id), attempt, dueAt: due_at }))
        .toSorted((a, b) => a.dueAt - b.dueAt);
    },
    renew: (leases) => setLeases(leases, now() + LEASE_MS),
    async release(leases) {
      await setLeases(leases, undefined);
      onDue();
    },
    async readOverdue(queues, before) {
      const [row] = await database.query<{ count: number; first_due_at: number | null }>(
        `SELECT COUNT(*) AS count, MIN(due_at) AS first_due_at FROM job
         WHERE due_at < $1 AND (leased_until IS NULL OR leased_until <= $2)
         AND queue IN (${placeholders(queues.length, 2)})`,
        [before, now(), ...queues],
      );
      return { count: row?.count ?? 0, firstDueAt: row?.first_due_at ?? before };
    },
  };
}
