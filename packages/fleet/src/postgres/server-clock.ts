import type { SqlConnection } from "../store/sql/sql-database.ts";

/** The clock of the database server, as all machines of a fleet share it. */
export interface ServerClock {
  now: () => number;
  /** Compares the server's clock with this process's, as often as is useful. */
  compare(): Promise<void>;
}

/** How long a comparison counts, although a later one took longer and so is less exact. */
const COMPARISON_LASTS_MS = 60_000;

/** Creates the clock of a server. It must be compared before it is read. */
export function createServerClock(connection: SqlConnection, monotonicNow: () => number): ServerClock {
  let offset = 0;
  let comparedAt = -Infinity;
  let uncertainty = Infinity;
  return {
    now: () => monotonicNow() + offset,
    async compare() {
      const before = monotonicNow();
      const [row] = await connection.query<{ at: number }>(
        "SELECT EXTRACT(EPOCH FROM clock_timestamp())::float8 * 1000 AS at",
      );
      const after = monotonicNow();
      if (!row) return;
      const tookMs = after - before;
      // The server read its clock at some moment between the two, so this is wrong by at most half of the time it took.
      const measured = row.at - (before + after) / 2;
      const isOld = after - comparedAt > COMPARISON_LASTS_MS;
      // One of the clocks was changed, or this machine slept.
      const isContradicted = Math.abs(measured - offset) > (tookMs + uncertainty) / 2;
      if (tookMs > uncertainty && !isOld && !isContradicted) return;
      uncertainty = tookMs;
      comparedAt = after;
      offset = measured;
    },
  };
}
