import { renderTable } from "../../scripts/readme-tables/markdown-table.ts";
import { type ExitCode, exitCodes } from "./src/exit-codes.ts";
import { trainingFields } from "./src/request/request-fields.ts";
import { listRequestOptions } from "./src/request/request-option.ts";

/** The tables of README.md, by the name in the markers around them. */
export const tables: Record<string, () => string> = {
  "exit-codes": () =>
    renderTable(
      ["code", "meaning"],
      Object.values<ExitCode>(exitCodes).map(({ code, meaning }) => [String(code), meaning]),
    ),
  "request-options": () =>
    renderTable(
      ["option", "meaning", "required"],
      listRequestOptions(trainingFields).map(({ flags, meaning, required }) => [
        `\`${flags}\``,
        meaning,
        required ? "yes" : "no",
      ]),
    ),
};
