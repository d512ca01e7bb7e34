import type { Lease } from "../lease.ts";
import type { SqlConnection } from "./sql-database.ts";

/** A job that was claimed, and the time at which it was due. */
export interface ClaimedJob extends Lease {
  dueAt: number;
}

/** The queues of a store: who does what, and when. A queue has at most one job per key. */
export interface JobQueue {
  /** Adds a job. Has no effect if the queue has one with this key, be it waiting or leased. */
  add(tx: SqlConnection, queue: string, key: string, dueAt: number): Promise<void>;
  /** Changes when a waiting job is due. Returns `false` if it is leased. */
  reschedule(tx: SqlConnection, queue: string, key: string, dueAt: number): Promise<boolean>;
  /** Removes a job that is done. Returns `false` if its lease was lost. */
  complete(tx: SqlConnection, lease: Lease): Promise<boolean>;
  /** Leases the most overdue jobs of a queue. */
  claim(queue: string, most: number): Promise<ClaimedJob[]>;
  /** Renews leases. Returns those that are still valid. */
  renew(leases: readonly Lease[]): Promise<Lease[]>;
  /** Ends leases; their jobs are due as before. */
  release(leases: readonly Lease[]): Promise<void>;
  /** Returns how many waiting jobs of the queues were due before a time, and when the first of them was. */
  readOverdue(queues: readonly string[], before: number): Promise<{ count: number; firstDueAt: number }>;
}
