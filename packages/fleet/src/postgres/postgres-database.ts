import { Pool } from "pg";
import type { PoolClient } from "pg";
import type { SqlConnection, SqlDatabase, SqlValue } from "../store/sql/sql-database.ts";
import { describePostgresError } from "./postgres-errors.ts";

/** A connection pool whose tables are in one schema. */
export interface PostgresDatabase extends SqlDatabase {
  /** Runs a statement of pg-boss on any connection. */
  execute(sql: string, parameters?: unknown[]): Promise<{ rows: unknown[] }>;
}

const CONNECT_TIMEOUT_MS = 10_000;
/** A statement that takes longer has lost its server; none of a fleet does. */
const QUERY_TIMEOUT_MS = 15_000;

/** Opens a connection pool. It connects when it is used, and again after the database was down. */
export function openPostgresDatabase(
  url: string,
  schema: string,
  location: string,
  connections: number,
  onError: (error: Error) => void,
): PostgresDatabase {
  const pool = new Pool({
    connectionString: url,
    options: `-c search_path=${schema}`,
    max: connections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    application_name: "dreambooth-sandbox-fleet",
    keepAlive: true,
  });
  // An idle connection that breaks has no query to report it to.
  pool.on("error", onError);

  async function attempt<T>(task: () => Promise<T>): Promise<T> {
    try {
      return await task();
    } catch (error) {
      throw describePostgresError(location, error);
    }
  }

  const query = <Row extends object>(
    connection: Pool | PoolClient,
    sql: string,
    parameters: readonly SqlValue[] = [],
  ): Promise<Row[]> => attempt(async () => (await connection.query<Row>(sql, [...parameters])).rows);

  async function transact<T>(task: (tx: SqlConnection) => Promise<T>): Promise<T> {
    const client = await attempt(() => pool.connect());
    let failure: Error | undefined;
    // A connection that breaks between two statements has no query to report it to; the next one fails.
    const ignore = (): void => {};
    client.on("error", ignore);
    try {
      await query(client, "BEGIN");
      const result = await task({ query: (sql, parameters) => query(client, sql, parameters) });
      await query(client, "COMMIT");
      return result;
    } catch (error) {
      failure = await rollBack(client);
      throw error;
    } finally {
      client.off("error", ignore);
      client.release(failure);
    }
  }

  return {
    forUpdate: " FOR UPDATE",
    query: (sql, parameters) => query(pool, sql, parameters),
    transaction: transact,
    execute: (sql, parameters) => attempt(() => pool.query(sql, parameters)),
    close: () => pool.end(),
  };
}

/** Returns why the connection must be closed. */
async function rollBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query("ROLLBACK");
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
