import type { Db, PgBoss, Queue } from "pg-boss";
import { EVENT_QUEUE, pollQueue } from "../store/queues.ts";
import type { JobQueue } from "../store/sql/job-queue.ts";
import type { SqlConnection, SqlDatabase, SqlValue } from "../store/sql/sql-database.ts";
import { LEASE_MS } from "../store/lease.ts";
import type { Lease } from "../store/lease.ts";
import { CLAIM_AHEAD_MS } from "../store/poll.ts";

/** What pg-boss keeps with a job. */
interface JobData {
  key: string;
  dueAt: number;
}

/** What pg-boss returns when it settles or touches jobs: which of them were still leased. */
interface Settled {
  settled?: string[];
}

/** A job's priority is minus its due time in seconds since here, because pg-boss fetches by priority. */
const EPOCH_SECONDS = Date.UTC(2026, 0, 1) / 1000;
const TEN_YEARS_SECONDS = 10 * 365 * 24 * 3600;

/** A lease of pg-boss is a heartbeat. Whatever happens, a job is tried again. */
const queueOptions: Omit<Queue, "name"> = {
  policy: "exclusive",
  heartbeatSeconds: LEASE_MS / 1000,
  expireInSeconds: 23 * 3600,
  retryLimit: 2_000_000_000,
  retryDelay: 0,
  retentionSeconds: TEN_YEARS_SECONDS,
  // For pg-boss's dashboard; the fleet never reads a job that is done.
  deleteAfterSeconds: 300,
};

/** Creates the queues that are missing. */
export async function createQueues(boss: PgBoss, accounts: readonly string[]): Promise<void> {
  for (const name of [EVENT_QUEUE, ...accounts.map(pollQueue)]) await boss.createQueue(name, queueOptions);
}

/** Creates the queues of a PostgreSQL database: jobs of pg-boss. `notify` informs other processes of a queue with a job that is due. */
export function createBossJobs(
  boss: PgBoss,
  database: SqlDatabase,
  bossSchema: string,
  now: () => number,
  notify: (tx: SqlConnection, queue: string) => Promise<void>,
): JobQueue {
  return {
    async add(tx, queue, key, dueAt) {
      await boss.insert(
        queue,
        [{ ...timing(dueAt), singletonKey: key, data: { key, dueAt } satisfies JobData }],
        {
          db: toBossDb(tx),
        },
      );
      if (dueAt <= now() + CLAIM_AHEAD_MS) await notify(tx, queue);
    },
    async reschedule(tx, queue, key, dueAt) {
      const data: JobData = { key, dueAt };
      const { updated } = await boss.update(queue, data, {
        ...timing(dueAt),
        singletonKey: key,
        db: toBossDb(tx),
      });
      if (updated > 0) await notify(tx, queue);
      return updated > 0;
    },
    async complete(tx, lease) {
      const { settled } = (await boss.complete(lease.queue, toAttempt(lease), null, {
        db: toBossDb(tx),
      })) as Settled;
      return settled?.includes(lease.id) === true;
    },
    async claim(queue, most) {
      const jobs = await boss.fetch<JobData>(queue, {
        batchSize: most,
        includeMetadata: true,
        // Without it, every fetch would read all jobs that are not due yet.
        minPriority: priorityOf(now() + CLAIM_AHEAD_MS),
      });
      return jobs
        .map(({ id, retryCount, data }) => ({
          queue,
          key: data.key,
          id,
          attempt: retryCount,
          dueAt: data.dueAt,
        }))
        .toSorted((a, b) => a.dueAt - b.dueAt);
    },
    async renew(leases) {
      const kept = new Set<string>();
      for (const [queue, some] of Map.groupBy(leases, (lease) => lease.queue)) {
        const { settled = [] } = (await boss.touch(queue, some.map(toAttempt))) as Settled;
        for (const id of settled) kept.add(id);
      }
      return leases.filter(({ id }) => kept.has(id));
    },
    async release(leases) {
      for (const [queue, some] of Map.groupBy(leases, (lease) => lease.queue)) {
        await boss.fail(queue, some.map(toAttempt));
        await notify(database, queue);
      }
    },
    readOverdue: (queues, before) => readOverdue(database, bossSchema, queues, before),
  };
}

/** pg-boss makes a job available so much before it is due that its request can leave on time. */
function timing(dueAt: number): { startAfter: Date; priority: number } {
  return { startAfter: new Date(dueAt - CLAIM_AHEAD_MS), priority: priorityOf(dueAt) };
}

function priorityOf(dueAt: number): number {
  return EPOCH_SECONDS - Math.floor(dueAt / 1000);
}

function toAttempt({ id, attempt }: Lease): { id: string; retryCount: number } {
  return { id, retryCount: attempt };
}

/** Lets pg-boss take part in a transaction. */
function toBossDb(tx: SqlConnection): Db {
  return {
    executeSql: async (sql, values = []) => ({ rows: await tx.query(sql, values as SqlValue[]) }),
  };
}

async function readOverdue(
  database: SqlDatabase,
  bossSchema: string,
  queues: readonly string[],
  before: number,
): Promise<{ count: number; firstDueAt: number }> {
  let count = 0;
  let firstDueAt = before;
  for (const queue of queues) {
    const [row] = await database.query<{ count: string; first_due_at: number | null }>(
      `SELECT COUNT(*) AS count, MIN((data->>'dueAt')::float8) AS first_due_at FROM ${bossSchema}.job
       WHERE name = $1 AND state < 'active' AND NOT blocked AND priority >= $2 AND (data->>'dueAt')::float8 < $3`,
      [queue, priorityOf(before), before],
    );
    count += Number(row?.count ?? 0);
    firstDueAt = Math.min(firstDueAt, row?.first_due_at ?? before);
  }
  return { count, firstDueAt };
}
