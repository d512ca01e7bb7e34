import type { Row } from "../row.ts";
import { listErrorKindRows } from "./error-kinds.ts";
import { listOperationRows } from "./operations.ts";
import { listRequestRuleRows } from "./request-rules.ts";
import { listStatusRows } from "./statuses.ts";

/** Returns the rows of the client's tables: those that are generated from the contract, and its kinds of errors. */
export function listClientRows(): Row[] {
  return [...listRequestRuleRows(), ...listStatusRows(), ...listOperationRows(), ...listErrorKindRows()];
}
