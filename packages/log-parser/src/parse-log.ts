import type { LogEntry, StepEntry } from "./log-entry.ts";
import { createScan } from "./scan.ts";

/** A parsed step log. */
export interface TrainingLog {
  /** The log as it was passed in. */
  text: string;
  /** All entries, in the order of the text. */
  entries: LogEntry[];
  /** Set by the last entry that is a step (`running`), a success or a failure. `running` if there is none. */
  outcome: "running" | "succeeded" | "failed";
  /** The progress of the training, from 0 to 1. It is 1 only if the outcome is `succeeded`. See {@link parseLog}. */
  progress: number;
  /** The latest estimated time remaining, in milliseconds, as written. Absent if the log has no estimate. */
  etaMs?: number;
}

/** What an entry makes of the outcome. Other kinds do not change it: an estimate is no progress yet. */
const OUTCOMES: Partial<Record<LogEntry["kind"], TrainingLog["outcome"]>> = {
  step: "running",
  success: "succeeded",
  failure: "failed",
};

/**
 * Parses a step log. Never throws for a string: text in no known form becomes an `unknown` entry.
 *
 * The last step, success or failure sets the outcome. Progress is 1 if the outcome is `succeeded`. Otherwise it is the highest
 * `number / (number + stepsToGo)` of all steps, where at least one step counts as still to go. So progress decreases while lines
 * are appended only if a success is followed by a step or a failure.
 *
 * @throws TypeError if `text` is not a string.
 * @example
 * const log = parseLog("Step:1 Training Started, 5 Steps to go : ETA : 30 minutes");
 * log.outcome; // "running"
 * log.etaMs; // 1_800_000
 */
export function parseLog(text: string): TrainingLog {
  const log: TrainingLog = { text, entries: createScan()(text, true), outcome: "running", progress: 0 };
  for (const entry of log.entries) {
    log.outcome = OUTCOMES[entry.kind] ?? log.outcome;
    if (entry.kind === "step") log.progress = Math.max(log.progress, fractionOf(entry));
    if ("etaMs" in entry) log.etaMs = entry.etaMs;
  }
  if (log.outcome === "succeeded") log.progress = 1;
  return log;
}

function fractionOf({ number, stepsToGo }: StepEntry): number {
  return number / (number + Math.max(stepsToGo, 1));
}
