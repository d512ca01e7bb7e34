import type { JobQueue } from "./job-queue.ts";
import type { SqlDatabase } from "./sql-database.ts";

/** What the statements of a store run on. */
export interface SqlContext {
  database: SqlDatabase;
  jobs: JobQueue;
  now: () => number;
}
