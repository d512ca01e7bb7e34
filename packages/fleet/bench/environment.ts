import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sqliteStore } from "@dreambooth-sandbox/fleet";
import { postgresStore } from "@dreambooth-sandbox/fleet/postgres";
import type { SharedStore } from "../test/full/scenarios.ts";
import type { PostgresServer } from "../test/support/postgres-server.ts";

let stores = 0;

/** Returns a new store in a schema of its own. */
export function openPostgresStore({ url, kill, start }: PostgresServer): SharedStore {
  stores++;
  const schema = `fleet_${stores}`;
  return {
    store: postgresStore(url, { schema, connections: 4 }),
    settings: { STORE: url, SCHEMA: schema },
    async restart() {
      await kill();
      await start();
    },
  };
}

/** Runs a task with a new store in a temporary folder. */
export async function withSqliteStore<T>(task: (shared: SharedStore) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "fleet-bench-"));
  const path = join(folder, "fleet.db");
  try {
    return await task({ store: sqliteStore(path), settings: { STORE: path } });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** How large a benchmark is: `--small` only shows that the scripts work. */
export const isSmall: boolean = process.argv.includes("--small");

/** Returns the greatest value that a share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
