import { DatabaseSync } from "node:sqlite";
import type { StatementSync } from "node:sqlite";
import type { SqlConnection, SqlDatabase, SqlValue } from "../store/sql/sql-database.ts";
import { retryWhileBusy } from "./retry-while-busy.ts";
import { describeSqliteError } from "./sqlite-errors.ts";

/** A statement without numbered parameters, which Node 22.13 cannot bind. */
interface PreparedStatement {
  statement: StatementSync;
  /** Which parameter each of its placeholders is. */
  order: number[];
}

/**
 * Opens a SQLite file. Statements and transactions run one after the other: SQLite has one connection here, and what runs
 * between the statements of a transaction would become part of it.
 *
 * @throws FleetError if the file cannot be opened or is not a database.
 */
export async function openSqliteDatabase(path: string): Promise<SqlDatabase> {
  const connection = await open(path);
  const statements = new Map<string, PreparedStatement>();
  let last: Promise<unknown> = Promise.resolve();

  function run<Row extends object>(sql: string, parameters: readonly SqlValue[] = []): Row[] {
    const prepared = statements.get(sql) ?? prepare(connection, sql);
    statements.set(sql, prepared);
    return prepared.statement.all(...prepared.order.map((index) => parameters[index] ?? null)) as Row[];
  }

  const direct: SqlConnection = { query: async (sql, parameters) => run(sql, parameters) };

  /** Runs a task after all that were started before it. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = last.then(task).catch((error: unknown) => {
      throw describeSqliteError(path, error);
    });
    last = turn.catch(() => {});
    return turn;
  }

  async function transact<T>(task: (tx: SqlConnection) => Promise<T>, isDurable: boolean): Promise<T> {
    // A commit that is not durable survives the end of the process. After a power failure, its poll is made again.
    run(`PRAGMA synchronous = ${isDurable ? "FULL" : "NORMAL"}`);
    await retryWhileBusy(() => run("BEGIN IMMEDIATE"));
    try {
      const result = await task(direct);
      run("COMMIT");
      return result;
    } catch (error) {
      rollBack();
      throw error;
    }
  }

  /** SQLite has already ended the transaction after some errors, such as a full disk. */
  function rollBack(): void {
    try {
      run("ROLLBACK");
    } catch {}
  }

  return {
    forUpdate: "",
    query: <Row extends object>(sql: string, parameters?: readonly SqlValue[]) =>
      inTurn(() => retryWhileBusy(() => run<Row>(sql, parameters))),
    transaction: (task, isDurable = false) => inTurn(() => transact(task, isDurable)),
    close: () => inTurn(async () => connection.close()),
  };
}

function prepare(connection: DatabaseSync, sql: string): PreparedStatement {
  const order: number[] = [];
  const statement = connection.prepare(
    sql.replaceAll(/\$(\d+)/g, (_, number: string) => {
      order.push(Number(number) - 1);
      return "?";
    }),
  );
  return { statement, order };
}

async function open(path: string): Promise<DatabaseSync> {
  let connection: DatabaseSync | undefined;
  try {
    const opened = (connection = new DatabaseSync(path));
    await retryWhileBusy(() => opened.exec("PRAGMA journal_mode = WAL"));
    return opened;
  } catch (error) {
    connection?.close();
    throw describeSqliteError(path, error);
  }
}
