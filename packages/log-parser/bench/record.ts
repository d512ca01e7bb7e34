import { appendFileSync } from "node:fs";

/** One measured case. */
export interface Row {
  table: string;
  name: string;
  figures: Record<string, number>;
}

/** Where `scripts/write-benchmark.ts` wants the rows; without it, they are only shown. */
const FILE = process.env["BENCH_ROWS"];

export function record(table: string, name: string, figures: Record<string, number | undefined>): void {
  if (FILE) appendFileSync(FILE, `${JSON.stringify({ table, name, figures })}\n`);
}
