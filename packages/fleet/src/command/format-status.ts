import type { FleetReport } from "../operation/fleet-report.ts";

/** Returns a status as a table of two columns. */
export function formatStatus(status: FleetReport): string {
  const { trainings, overdue, latenessMs, requestsPerSecond, pendingEvents, parkedIntents, parkedEvents } =
    status;
  const rows: [string, string][] = [
    ...Object.entries(trainings).map(([phase, count]): [string, string] => [phase, String(count)]),
    ["overdue polls", String(overdue)],
    ["most overdue by", `${(latenessMs / 1000).toFixed(1)} s`],
    ...Object.entries(requestsPerSecond).map(([account, rate]): [string, string] => [
      `requests per second, ${account}`,
      rate.toFixed(1),
    ]),
    ["pending events", String(pendingEvents)],
    ["parked intents", String(parkedIntents)],
    ["parked events", String(parkedEvents)],
  ];
  return formatColumns(rows);
}

/** Returns rows with their first column padded to the same width. */
export function formatColumns(rows: readonly (readonly [string, ...string[]])[]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, index) => Math.max(cell.length, widest[index] ?? 0)),
    [],
  );
  const formatRow = (row: readonly string[]): string =>
    row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join("  ");
  return rows.map((row) => `${formatRow(row)}\n`).join("");
}
