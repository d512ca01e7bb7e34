import { FleetError } from "../errors.ts";
import { migrations } from "../store/sql/migrations.ts";
import type { SqlConnection, SqlDatabase } from "../store/sql/sql-database.ts";

/**
 * Brings a schema to the newest version. The caller has the lock of processes that start.
 *
 * @throws FleetError if the schema is not a fleet's, or was made by a newer version of this package.
 */
export async function migratePostgres(database: SqlDatabase, schema: string): Promise<void> {
  await database.transaction(async (tx) => {
    const version = await readVersion(tx, schema);
    if (version === migrations.length) return;
    if (version === 0) {
      await tx.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
      await tx.query("CREATE TABLE fleet_version (version INTEGER NOT NULL)");
      await tx.query("INSERT INTO fleet_version (version) VALUES (0)");
    }
    for (const statement of migrations.slice(version).flat()) await tx.query(statement);
    await tx.query("UPDATE fleet_version SET version = $1", [migrations.length]);
  });
}

/** Returns the version of the tables; 0 for an empty schema. */
async function readVersion(tx: SqlConnection, schema: string): Promise<number> {
  const tables = await tx.query<{ tablename: string }>(
    "SELECT tablename FROM pg_tables WHERE schemaname = $1",
    [schema],
  );
  if (tables.length === 0) return 0;
  if (!tables.some(({ tablename }) => tablename === "fleet_version"))
    throw new FleetError(
      "store_incompatible",
      `The schema ${JSON.stringify(schema)} has tables of another program. Name another schema.`,
    );
  const [row] = await tx.query<{ version: number }>("SELECT version FROM fleet_version");
  const { version = 0 } = row ?? {};
  if (version > migrations.length)
    throw new FleetError(
      "store_incompatible",
      `The schema ${JSON.stringify(schema)} has version ${version}, and this package knows versions up to ${migrations.length}. Install the newer @dreambooth-sandbox/fleet.`,
    );
  return version;
}
