import { readFile, writeFile } from "node:fs/promises";
import type { CaseResult } from "./matrix.ts";

const README = new URL("../../packages/client/README.md", import.meta.url);
const START = "<!-- runtimes -->";
const END = "<!-- /runtimes -->";

/** A runtime's name, and its results. */
export interface Column {
  name: string;
  results: readonly CaseResult[];
}

/** Formats a Markdown table of all cases. Runtimes with the same results share a column. */
export function formatTable(rows: readonly string[], columns: readonly Column[]): string {
  const merged = new Map<string, string[]>();
  for (const column of columns) {
    const cells = rows.map((row) => formatCell(row, column)).join("\n");
    merged.set(cells, [...(merged.get(cells) ?? []), column.name]);
  }
  const bodies = [...merged.keys()].map((cells) => cells.split("\n"));
  const lines = [
    ["the create", ...[...merged.values()].map((names) => names.join(", "))],
    ["---", ...bodies.map(() => "---")],
    ...rows.map((row, i) => [row, ...bodies.map((cells) => cells[i] ?? "")]),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The cases of a row agree, or the cell shows what each came to. */
function formatCell(row: string, { results }: Column): string {
  const cells = new Set(results.filter((result) => result.case.row === row).map(({ cell }) => cell));
  return [...cells].join("; ") || "—";
}

/** Returns whether these rows of the README's table are the same, whatever their padding. */
export async function isPublished(table: string, rows: readonly string[]): Promise<boolean> {
  const readme = await readFile(README, "utf8");
  const published = readCells(readme.slice(readme.indexOf(START) + START.length, readme.indexOf(END)));
  const [head = [], ruler = [], ...body] = published;
  const selected = [head, ruler, ...body.filter(([row = ""]) => rows.includes(row))];
  return JSON.stringify(selected) === JSON.stringify(readCells(table));
}

/** Writes the table into the README. */
export async function publish(table: string): Promise<void> {
  const readme = await readFile(README, "utf8");
  const [before = "", rest = ""] = readme.split(START);
  const [, after = ""] = rest.split(END);
  await writeFile(README, `${before}${START}\n\n${table}\n\n${END}${after}`);
}

function readCells(table: string): string[][] {
  const lines = table.trim().split("\n");
  return lines.map((line) => line.split("|").slice(1, -1).map(readCell));
}

function readCell(cell: string): string {
  return cell.trim().replace(/^-+$/, "---");
}
