import { exitCodes } from "../../../../packages/cli/src/exit-codes.ts";
import { change } from "../row.ts";
import type { Row } from "../row.ts";

/** Returns a row for each exit code of the command. */
export function listExitCodeRows(): Row[] {
  return Object.values(exitCodes).map((entry) => ({
    name: `exit code ${entry.code}`,
    mutations: [change("is another", [entry, "code", entry.code + 100])],
  }));
}
