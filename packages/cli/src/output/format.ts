import type { TrainingUpdate } from "@dreambooth-sandbox/client";
import type { LogEntry, TrainingLog } from "@dreambooth-sandbox/log-parser";
import prettyMilliseconds from "pretty-ms";

/** `1 hour 5 minutes`: two units at most, whole seconds. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  return seconds === 0 ? "0 seconds" : prettyMilliseconds(seconds * 1000, { verbose: true, unitCount: 2 });
}

function formatEta(etaMs: number | undefined): string {
  return etaMs === undefined ? "" : `about ${formatDuration(etaMs)} left`;
}

function describeEntry(entry: LogEntry): string {
  switch (entry.kind) {
    case "step":
      return `step ${entry.number}: ${entry.title}`;
    case "failure":
      return `failed: ${entry.reason}`;
    default:
      return entry.raw;
  }
}

/** One line: how far, which status, the time that is left, the log's newest entry. */
export function describeUpdate(update: TrainingUpdate): string {
  const percent = `${Math.round(update.progress * 100)} %`.padStart(5);
  const newest = update.log.entries.at(-1);
  const remaining = update.phase === "running" || update.phase === "queued" ? formatEta(update.etaMs) : "";
  return [percent, update.status.padEnd(25), remaining.padEnd(24), newest ? describeEntry(newest) : ""]
    .join("  ")
    .trimEnd();
}

function describeTimes(entry: LogEntry): string {
  const eta = "etaMs" in entry && entry.etaMs !== undefined ? `ETA ${formatDuration(entry.etaMs)}` : "";
  const elapsed =
    "elapsedMs" in entry && entry.elapsedMs !== undefined ? `took ${formatDuration(entry.elapsedMs)}` : "";
  return [eta, elapsed].filter(Boolean).join(", ");
}

/** The log's entries, one a line, then what they amount to. */
export function formatLog(log: Omit<TrainingLog, "text">): string {
  const lines = log.entries.map((entry) => {
    const times = describeTimes(entry);
    return `${entry.kind.padEnd(8)}  ${describeEntry(entry)}${times && `  (${times})`}`;
  });
  const remaining = log.outcome === "running" ? formatEta(log.etaMs) : "";
  const summary = [`${log.outcome}, ${Math.round(log.progress * 100)} %`, remaining];
  return [...lines, "", summary.filter(Boolean).join(", ")].join("\n");
}
