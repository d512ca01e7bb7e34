import type { Row } from "../row.ts";
import { listExitCodeRows } from "./exit-codes.ts";
import { listFieldDescriptionRows } from "./field-descriptions.ts";
import { listStatusDescriptionRows } from "./status-descriptions.ts";

/** Returns the rows of the command's tables, and of those of the client that only the command uses. */
export function listCliRows(): Row[] {
  return [...listExitCodeRows(), ...listFieldDescriptionRows(), ...listStatusDescriptionRows()];
}
