import { type ExitCode, exitCodes } from "./src/exit-codes.ts";
import { trainingFields } from "./src/request/request-fields.ts";
import { listRequestOptions } from "./src/request/request-option.ts";

/** The tables of README.md, by the name in the markers around them. */
export const tables: Record<string, () => string> = {
  "exit-codes": () =>
    formatTable(
      ["code", "meaning"],
      Object.values<ExitCode>(exitCodes).map(({ code, meaning }) => [String(code), meaning]),
    ),
  "request-options": () =>
    formatTable(
      ["option", "meaning", "required"],
      listRequestOptions(trainingFields).map(({ flags, meaning, required }) => [
        `\`${flags}\``,
        meaning,
        required ? "yes" : "no",
      ]),
    ),
};

/** Returns a Markdown table with aligned columns, as the formatter writes it. */
function formatTable(header: string[], rows: string[][]): string {
  const lines = [header, ...rows].map((cells) => cells.map((cell) => cell.replaceAll("|", String.raw`\|`)));
  const widths = header.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const [first = [], ...rest] = lines.map((cells) =>
    cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)),
  );
  const rule = widths.map((width) => "-".repeat(width));
  return [first, rule, ...rest].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
