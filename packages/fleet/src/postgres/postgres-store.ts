import { PgBoss } from "pg-boss";
import { describeError } from "../describe-error.ts";
import { createDueListeners } from "../store/due-listeners.ts";
import { createSqlStore } from "../store/sql/create-sql-store.ts";
import type { FleetStore, OpenStore, StoreContext } from "../store/store.ts";
import { createBossJobs, createQueues } from "./boss-jobs.ts";
import { openDueChannel } from "./due-channel.ts";
import { migratePostgres } from "./migrate-postgres.ts";
import { openPostgresDatabase } from "./postgres-database.ts";
import type { PostgresDatabase } from "./postgres-database.ts";
import { describeLocation, describePostgresError } from "./postgres-errors.ts";
import { createServerClock } from "./server-clock.ts";

/** Options of `postgresStore`. */
export interface PostgresStoreOptions {
  /** The schema of the fleet's tables: lower-case letters, digits, and `_`. pg-boss gets `<schema>_jobs`. Default: `fleet`. */
  schema?: string | undefined;
  /** The maximum number of connections of this process, at least 2. One more listens. Default: 10. */
  connections?: number | undefined;
}

/** How often to look for work, beside notifications. */
const CHECK_INTERVAL_MS = 250;
/** How often pg-boss returns the jobs of processes that ended. All processes together do it once in this time. */
const SUPERVISE_SECONDS = 5;
/** How often pg-boss deletes jobs that are done. */
const MAINTAIN_SECONDS = 60;
const COMPARE_CLOCKS_MS = 10_000;
/** The advisory lock of processes that start: "DBSS" in ASCII. */
const START_LOCK = 0x44425353;
/** One connection holds the lock while others prepare the database. */
const FEWEST_CONNECTIONS = 2;
const SCHEMA_NAME = /^[a-z_][a-z0-9_]{0,40}$/;

/**
 * Keeps a fleet in PostgreSQL, with pg-boss as its queue, for any number of processes on any number of machines.
 *
 * @param url The database's URL, such as `postgres://user:password@host:5432/database`.
 * @throws TypeError for an invalid URL or schema.
 * @example
 * ```ts
 * const store = postgresStore(process.env.DATABASE_URL);
 * ```
 */
export function postgresStore(url: string, options: PostgresStoreOptions = {}): FleetStore {
  const { schema = "fleet", connections = 10 } = options;
  if (typeof url !== "string" || !/^postgres(?:ql)?:\/\//.test(url))
    throw new TypeError("The URL of a PostgreSQL database must begin with postgres://");
  if (!SCHEMA_NAME.test(schema))
    throw new TypeError(
      `schema must be at most 41 lower-case letters, digits, and "_" (got ${JSON.stringify(schema)}).`,
    );
  if (!Number.isInteger(connections) || connections < FEWEST_CONNECTIONS)
    throw new TypeError(
      `connections must be a whole number, at least ${FEWEST_CONNECTIONS} (got ${connections}).`,
    );
  return { open: (context) => open(context, url, schema, connections) };
}

async function open(
  context: StoreContext,
  url: string,
  schema: string,
  connections: number,
): Promise<OpenStore> {
  const location = describeLocation(url);
  const warn = (error: unknown): void =>
    context.logger.warn?.(`The database ${location}: ${describeError(error)}`);
  const database = openPostgresDatabase(url, schema, location, connections, warn);
  const boss = createBoss(database, `${schema}_jobs`, warn);
  try {
    await database.transaction(async (tx) => {
      // Processes that start at once prepare the database one after the other. pg-boss alone would collide.
      await tx.query("SELECT pg_advisory_xact_lock($1)", [START_LOCK]);
      await migratePostgres(database, schema);
      await boss.start();
      await createQueues(boss, context.accounts);
    });
    return await assemble(context, { url, schema, database, boss, warn });
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    await database.close();
    throw describePostgresError(location, error);
  }
}

function createBoss(database: PostgresDatabase, schema: string, warn: (error: unknown) => void): PgBoss {
  const boss = new PgBoss({
    db: { executeSql: (sql, values) => database.execute(sql, values) },
    schema,
    schedule: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    maintenanceIntervalSeconds: MAINTAIN_SECONDS,
    // Followed trainings wait in the queue, however many there are.
    warningQueueSize: Number.MAX_SAFE_INTEGER,
    openTelemetry: { enabled: false },
    instanceName: "dreambooth-sandbox-fleet",
  });
  boss.on("error", warn);
  return boss;
}

interface Parts {
  url: string;
  schema: string;
  database: PostgresDatabase;
  boss: PgBoss;
  warn: (error: unknown) => void;
}

async function assemble(
  { clock, accounts }: StoreContext,
  { url, schema, database, boss, warn }: Parts,
): Promise<OpenStore> {
  const channel = `${schema}_due`;
  const due = createDueListeners();
  const serverClock = createServerClock(database, () => clock.monotonicNow?.() ?? clock.now());
  await serverClock.compare();
  const { now } = serverClock;
  const jobs = createBossJobs(boss, database, `${schema}_jobs`, now, async (tx, queue) => {
    await tx.query("SELECT pg_notify($1, $2)", [channel, queue]);
  });
  const comparing = setInterval(() => void serverClock.compare().catch(warn), COMPARE_CLOCKS_MS).unref();
  const listening = openDueChannel(url, channel, clock, due.call);
  return createSqlStore({ database, jobs, now }, accounts, {
    checkIntervalMs: CHECK_INTERVAL_MS,
    onDue: due.add,
    async close() {
      clearInterval(comparing);
      await listening.close();
      await boss.stop({ graceful: false });
      await database.close();
    },
  });
}
