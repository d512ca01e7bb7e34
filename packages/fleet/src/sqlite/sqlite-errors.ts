import { FleetError } from "../errors.ts";

/** SQLite's result codes: another connection is writing, and the file is not a database. */
export const SQLITE_BUSY = 5;
const SQLITE_NOTADB = 26;

/** Returns the error to throw instead of SQLite's. Other errors stay as they are. */
export function describeSqliteError(path: string, error: unknown): unknown {
  const { errcode, message } = Object(error) as { errcode?: unknown; message?: unknown };
  if (error instanceof FleetError || !isSqliteError(error)) return error;
  if (errcode === SQLITE_NOTADB)
    return new FleetError(
      "store_incompatible",
      `${JSON.stringify(path)} is not a SQLite database. Name another file.`,
      { cause: error },
    );
  return new FleetError(
    "store_unavailable",
    `The store ${JSON.stringify(path)} failed: ${String(message)}. Check the file and its folder, then try again.`,
    { cause: error },
  );
}

/** Node reports failures of SQLite, and the use of a closed database, with these codes. */
function isSqliteError(error: unknown): boolean {
  const { code } = Object(error) as { code?: unknown };
  return code === "ERR_SQLITE_ERROR" || code === "ERR_INVALID_STATE";
}
