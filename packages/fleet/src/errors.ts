/**
 * What failed. `store_unavailable`: the store could not be reached, or an operation failed; try again. `store_incompatible`:
 * what was opened is not a fleet's store, or a newer version made it. `unknown_account`: this process has no such account.
 * `conflict`: the store contradicts the call.
 */
export type FleetErrorCode = "store_unavailable" | "store_incompatible" | "unknown_account" | "conflict";

/** An error of the fleet itself. `cause` is the database's error, if there is one. Errors of requests are the client's. */
export class FleetError extends Error {
  override readonly name = "FleetError";
  readonly code: FleetErrorCode;

  constructor(code: FleetErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
