/** A value of a column or a parameter. `undefined` is stored as NULL, which is read as `null`. */
export type SqlValue = string | number | null | undefined;

/** Runs statements: on any connection, or inside one transaction. */
export interface SqlConnection {
  /** Runs one statement with the parameters `$1`, `$2`, …, each used in order. Returns its rows. */
  query<Row extends object>(sql: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
}

/** A database. The statements of the store are the same for SQLite and PostgreSQL. */
export interface SqlDatabase extends SqlConnection {
  /** What follows a SELECT whose rows no other transaction may change until this one ends. */
  readonly forUpdate: string;
  /**
   * Commits what a task does, or nothing of it if it rejects.
   *
   * @param isDurable Whether the commit must survive a power failure, and not only the end of the process.
   */
  transaction<T>(task: (tx: SqlConnection) => Promise<T>, isDurable?: boolean): Promise<T>;
  close(): Promise<void>;
}

/** Returns the placeholders of a list: `$2, $3, $4` for three values after one other parameter. */
export function placeholders(count: number, before = 0): string {
  return Array.from({ length: count }, (_, index) => `$${before + index + 1}`).join(", ");
}
