import { createSqlStore } from "../store/sql/create-sql-store.ts";
import type { FleetStore } from "../store/store.ts";
import { createDueListeners } from "../store/due-listeners.ts";
import { migrateSqlite } from "./migrate-sqlite.ts";
import { openSqliteDatabase } from "./sqlite-database.ts";
import { createSqliteJobs } from "./sqlite-jobs.ts";

/** Options of `sqliteStore`. */
export interface SqliteStoreOptions {
  /**
   * How often to look for work that other processes have added, in milliseconds. Looking takes some microseconds. Default: 50.
   */
  checkIntervalMs?: number | undefined;
}

/**
 * Keeps a fleet in a SQLite file, which is created if it is missing. Any number of processes on one machine can share it.
 * The file must be on a local disk, because SQLite cannot lock files over a network.
 *
 * @example
 * ```ts
 * const fleet = await createFleet({ store: sqliteStore("fleet.db"), accounts: { main: { client, maxPerSecond: 8 } } });
 * ```
 */
export function sqliteStore(path: string, { checkIntervalMs = 50 }: SqliteStoreOptions = {}): FleetStore {
  return {
    async open({ clock, accounts }) {
      const database = await openSqliteDatabase(path);
      try {
        await migrateSqlite(database, path);
        const due = createDueListeners();
        const now = (): number => clock.now();
        const jobs = createSqliteJobs(database, now, due.call);
        return await createSqlStore({ database, jobs, now }, accounts, {
          checkIntervalMs,
          onDue: due.add,
          close: () => database.close(),
        });
      } catch (error) {
        await database.close();
        throw error;
      }
    },
  };
}
