/** Returns a Markdown table. Cells are Markdown; a `|` in them is escaped unless it already is, and a line break becomes a space. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.map(toCell).join(" | ")} |\n`).join("");
}

function toCell(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(/(?<!\\)\|/g, String.raw`\|`);
}
