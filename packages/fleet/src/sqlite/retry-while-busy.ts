import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { SQLITE_BUSY } from "./sqlite-errors.ts";

/** How long a statement waits for the transactions of other connections, which last milliseconds. */
const LONGEST_WAIT_MS = 10_000;
const LONGEST_PAUSE_MS = 5;
/** Another connection of this process has finished after a turn of the event loop; one of another process, later. */
const MOST_TURNS = 5;

/**
 * Runs a statement again while another connection is writing. SQLite's own waiting would block the event loop, and so also
 * the other connection if it belongs to this process.
 */
export async function retryWhileBusy<T>(statement: () => T): Promise<T> {
  const startedAt = performance.now();
  for (let turns = 0; ; turns++) {
    try {
      return statement();
    } catch (error) {
      const isBusy = (error as { errcode?: unknown }).errcode === SQLITE_BUSY;
      if (!isBusy || performance.now() - startedAt > LONGEST_WAIT_MS) throw error;
    }
    await (turns < MOST_TURNS ? nextTurn() : sleep(Math.random() * LONGEST_PAUSE_MS));
  }
}
