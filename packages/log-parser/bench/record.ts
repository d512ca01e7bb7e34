import { appendFileSync, mkdirSync } from "node:fs";

/** One measured case. */
export interface Row {
  table: string;
  name: string;
  figures: Record<string, number>;
}

const FOLDER = new URL("../node_modules/.bench/", import.meta.url);
/** The cases of the last run, one per line, as JSON. A case that was measured twice has two lines. */
export const ROWS = new URL("rows.jsonl", FOLDER);

export function record(table: string, name: string, figures: Record<string, number>): void {
  mkdirSync(FOLDER, { recursive: true });
  appendFileSync(ROWS, `${JSON.stringify({ table, name, figures } satisfies Row)}\n`);
}
