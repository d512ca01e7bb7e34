import type { TrainingUpdate } from "@dreambooth-sandbox/client";
import type { LogEntry, TrainingLog } from "@dreambooth-sandbox/log-parser";
import prettyMilliseconds from "pretty-ms";
import { toPrintableLine } from "./to-printable.ts";

/** Returns a duration such as `1 hour 5 minutes`: at most two units, and whole seconds. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  return seconds === 0 ? "0 seconds" : prettyMilliseconds(seconds * 1000, { verbose: true, unitCount: 2 });
}

/** Returns a duration such as `1h 5m`, or `0s`. */
export function formatShortDuration(durationMs: number): string {
  return prettyMilliseconds(Math.max(0, Math.round(durationMs / 1000)) * 1000, { unitCount: 2 }).replace(
    /^0ms$/,
    "0s",
  );
}

function formatEta(etaMs: number | undefined): string {
  return etaMs === undefined ? "" : `about ${formatDuration(etaMs)} remaining`;
}

/** Returns what an entry of the step log reports, on one line. */
export function describeEntry(entry: LogEntry): string {
  switch (entry.kind) {
    case "step":
      return toPrintableLine(`step ${entry.number}: ${entry.title}`);
    case "failure":
      return toPrintableLine(`failed: ${entry.reason}`);
    default:
      return toPrintableLine(entry.raw);
  }
}

/** Returns a line with the progress, the status, the time remaining, and the newest entry of the log. */
export function describeUpdate(update: TrainingUpdate): string {
  const percent = `${Math.round(update.progress * 100)} %`.padStart(5);
  const newest = update.log.entries.at(-1);
  const remaining = update.phase === "running" || update.phase === "queued" ? formatEta(update.etaMs) : "";
  return [
    percent,
    toPrintableLine(update.status).padEnd(25),
    remaining.padEnd(27),
    newest ? describeEntry(newest) : "",
  ]
    .join("  ")
    .trimEnd();
}

function describeTimes(entry: LogEntry): string {
  const eta = "etaMs" in entry && entry.etaMs !== undefined ? `ETA ${formatDuration(entry.etaMs)}` : "";
  const elapsed =
    "elapsedMs" in entry && entry.elapsedMs !== undefined ? `took ${formatDuration(entry.elapsedMs)}` : "";
  return [eta, elapsed].filter(Boolean).join(", ");
}

/** Returns a line for an entry: its kind, what it reports, and its times. */
export function formatEntry(entry: LogEntry): string {
  const times = describeTimes(entry);
  return `${entry.kind.padEnd(8)}  ${describeEntry(entry)}${times && `  (${times})`}`;
}

/** Returns the outcome of a log, its progress, and the time remaining. */
export function summarizeLog({ outcome, progress, etaMs }: Omit<TrainingLog, "text">): string {
  const remaining = outcome === "running" ? formatEta(etaMs) : "";
  return [outcome, `${Math.round(progress * 100)} %`, remaining].filter(Boolean).join(", ");
}

/** Returns the entries of a log, one per line, and a summary. */
export function formatLog(log: Omit<TrainingLog, "text">): string {
  return [...log.entries.map(formatEntry), "", summarizeLog(log)].join("\n");
}
