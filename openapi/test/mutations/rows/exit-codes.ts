import { exitCodes } from "../../../../packages/cli/src/exit-codes.ts";
import type { ExitCode, ExitCodeName } from "../../../../packages/cli/src/exit-codes.ts";
import { exitCodeNames } from "../../../../packages/cli/src/find-exit-code.ts";
import { change } from "../row.ts";
import type { Mutation, Row } from "../row.ts";
import { changeText } from "./change-text.ts";

/** Returns two rows for each exit code of the command: its number with the errors that lead to it, and its meaning. */
export function listExitCodeRows(): Row[] {
  const entries: [string, ExitCode][] = Object.entries(exitCodes);
  return entries.flatMap(([name, entry], index) => [
    {
      name: `exit code ${entry.code}`,
      mutations: [change("is another", [entry, "code", entry.code + 100]), ...reassignErrors(name)],
    },
    {
      name: `exit code meaning ${entry.code}`,
      mutations: changeText(
        entries.map(([, { meaning }]) => meaning),
        index,
        (text) => [entry, "meaning", text],
      ),
    },
  ]);
}

/** Assigns each error that has this exit code to another one. */
function reassignErrors(name: string): Mutation[] {
  const other: ExitCodeName = name === "error" ? "usage" : "error";
  return Object.entries(exitCodeNames)
    .filter(([, assigned]) => assigned === name)
    .map(([code]) => change(`is not that of ${code}`, [exitCodeNames, code, other]));
}
