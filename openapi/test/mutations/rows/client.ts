import type { Row } from "../row.ts";
import { listErrorKindRows } from "./error-kinds.ts";
import { listErrorReferenceRows } from "./error-reference.ts";
import { listOperationRows } from "./operations.ts";
import { listRequestRuleRows } from "./request-rules.ts";
import { listStatusRows } from "./statuses.ts";

/** Returns the rows of the client's tables: those that are generated from the contract, its kinds of errors, and the reference of its errors. */
export function listClientRows(): Row[] {
  return [
    ...listRequestRuleRows(),
    ...listStatusRows(),
    ...listOperationRows(),
    ...listErrorKindRows(),
    ...listErrorReferenceRows(),
  ];
}
