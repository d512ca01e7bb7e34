import { FleetError } from "../errors.ts";
import { migrations } from "../store/sql/migrations.ts";
import type { SqlConnection, SqlDatabase } from "../store/sql/sql-database.ts";

/** Marks a file as a fleet's: "DBSF" in ASCII. */
const APPLICATION_ID = 0x44425346;

/** What only SQLite needs, by version: its own queues, as PostgreSQL has pg-boss. */
const jobMigrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE job (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      queue TEXT NOT NULL,
      key TEXT NOT NULL,
      due_at DOUBLE PRECISION NOT NULL,
      attempt INTEGER NOT NULL,
      leased_until DOUBLE PRECISION,
      UNIQUE (queue, key)
    )`,
    `CREATE INDEX job_due ON job (queue, due_at)`,
  ],
];

/**
 * Brings a file's schema to the newest version. Several processes can do so at once: the first one does it.
 *
 * @throws FleetError if the file is not a fleet's, or was made by a newer version of this package.
 */
export async function migrateSqlite(database: SqlDatabase, path: string): Promise<void> {
  if ((await readVersion(database, path)) === migrations.length) return;
  await database.transaction(async (tx) => {
    const version = await readVersion(tx, path);
    const missing = migrations.flatMap((statements, index) =>
      index < version ? [] : [...statements, ...(jobMigrations[index] ?? [])],
    );
    for (const statement of missing) await tx.query(statement);
    await tx.query(`PRAGMA application_id = ${APPLICATION_ID}`);
    await tx.query(`PRAGMA user_version = ${migrations.length}`);
  }, true);
}

/** Returns the version of the schema; 0 for an empty file. */
async function readVersion(connection: SqlConnection, path: string): Promise<number> {
  const [application] = await connection.query<{ application_id: number }>("PRAGMA application_id");
  const [version] = await connection.query<{ user_version: number }>("PRAGMA user_version");
  const [tables] = await connection.query<{ count: number }>("SELECT COUNT(*) AS count FROM sqlite_schema");
  const { user_version = 0 } = version ?? {};
  const isFleet = application?.application_id === APPLICATION_ID;
  if (!isFleet && tables?.count !== 0)
    throw new FleetError(
      "store_incompatible",
      `${JSON.stringify(path)} is a database of another program. Name another file.`,
    );
  if (user_version > migrations.length)
    throw new FleetError(
      "store_incompatible",
      `The store ${JSON.stringify(path)} has version ${user_version}, and this package knows versions up to ${migrations.length}. Install the newer @dreambooth-sandbox/fleet.`,
    );
  return user_version;
}
