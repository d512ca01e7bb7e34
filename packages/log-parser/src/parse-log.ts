import type { LogEntry, StepEntry } from "./log-entry.ts";
import { createScan } from "./scan.ts";

/** A step log as data. */
export interface TrainingLog {
  /** The log as it was given. */
  text: string;
  /** What it says, in the order of the text, with nothing dropped. */
  entries: LogEntry[];
  /** `succeeded` once a success entry is there, else `failed` once a failure entry is, else `running`. */
  outcome: "running" | "succeeded" | "failed";
  /** How far the training is, from 0 to 1; 1 only when it has succeeded. See {@link parseLog} for the rule. */
  progress: number;
  /** The newest estimate of the time that remains, in milliseconds, as written. Absent where none is. */
  etaMs?: number;
}

/**
 * Turns a step log into data. Never throws for a string; what is not understood is an `unknown` entry.
 *
 * Progress is the highest `number / (number + stepsToGo)` of all steps, where at least one step counts as still to
 * go until the log says that the model is loaded; then it is 1. So a later log of the same training never gives less, as long
 * as each earlier step is still in it, or replaced by one with no lower number and no more steps to go.
 *
 * @throws TypeError if `text` is not a string.
 * @example
 * const log = parseLog("Step:1 Training Started, 5 Steps to go : ETA : 30 minutes");
 * log.outcome; // "running"
 * log.etaMs; // 1_800_000
 */
export function parseLog(text: string): TrainingLog {
  return summarize(text, createScan()(text, true));
}

function summarize(text: string, entries: LogEntry[]): TrainingLog {
  const log: TrainingLog = { text, entries, outcome: "running", progress: 0 };
  for (const entry of entries) {
    const { kind } = entry;
    if (kind === "success") log.outcome = "succeeded";
    if (kind === "failure" && log.outcome === "running") log.outcome = "failed";
    if (kind === "step") log.progress = Math.max(log.progress, fractionOf(entry));
    if ((kind === "step" || kind === "estimate") && entry.etaMs !== undefined) log.etaMs = entry.etaMs;
  }
  if (log.outcome === "succeeded") log.progress = 1;
  return log;
}

function fractionOf({ number, stepsToGo }: StepEntry): number {
  return number / (number + Math.max(stepsToGo, 1));
}
