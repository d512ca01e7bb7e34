import { errorReference } from "../../../../packages/client/src/error-reference.ts";
import { renderTable } from "../../../../scripts/readme-tables/markdown-table.ts";

/** The client's errors. Each row has the anchor that the `docsUrl` of its error leads to. */
export function errorTable(): string {
  const rows = Object.entries(errorReference).map(([name, { code, meaning, advice }]) => [
    `<span id="${code}">\`${name}\`</span>`,
    `\`${code}\``,
    meaning,
    advice,
  ]);
  return renderTable(["Error", "`code`", "Meaning", "What to do"], rows);
}
