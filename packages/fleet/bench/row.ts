/** A row of the report. */
export interface Row {
  what: string;
  measured: string;
  bar: string;
}

/** Returns rows as a Markdown table. */
export function renderRows(rows: readonly Row[]): string {
  const lines = rows.map(({ what, measured, bar }) => `| ${what} | ${measured} | ${bar} |`);
  return ["| what | measured | bar |", "| --- | --- | --- |", ...lines].join("\n");
}

/** Returns a number with at most one decimal. */
export function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
