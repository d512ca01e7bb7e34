import type { LogEntry } from "@dreambooth-sandbox/log-parser";
import type { ListedTrainingStatus } from "@dreambooth-sandbox/client";
import { createEntries, stepEntries, workerEntries } from "../contract.ts";

/** A stage of a training: what its status response shows, and around which time it lasts log-normally. */
export interface Stage {
  status: ListedTrainingStatus;
  /** The line that the log gains with this stage. Absent if it gains none. */
  line?: string;
  /** What the line announces, in milliseconds. */
  etaMs: number;
  medianMs: number;
}

/** Stages that take as long as the contract's examples announce. */
export const documentedStages: readonly Stage[] = toStages(
  [...createEntries, ...stepEntries],
  [
    "deploying_gpu",
    "training_started",
    "training_success",
    "trained_model_uploading",
    "trained_model_uploaded",
  ],
);

/** The same for the log that the training worker writes. */
export const workerStages: readonly Stage[] = toStages(
  [...createEntries, ...workerEntries],
  [
    "deploying_gpu",
    "training_started",
    "training_success",
    "trained_model_compressing",
    "trained_model_uploading",
    "trained_model_uploaded",
  ],
);

function toStages(entries: readonly LogEntry[], statuses: readonly ListedTrainingStatus[]): Stage[] {
  const announcing = entries.flatMap((entry) =>
    "etaMs" in entry && entry.etaMs !== undefined ? [{ line: entry.raw, etaMs: entry.etaMs }] : [],
  );
  if (announcing.length !== statuses.length) throw new Error("The contract's logs have other stages.");
  return statuses.map((status, i) => {
    const { line = "", etaMs = 0 } = announcing[i] ?? {};
    return { status, line, etaMs, medianMs: etaMs };
  });
}

/** The same stages with other durations. */
export function withMedians(
  stages: readonly Stage[],
  toMedianMs: (stage: Stage, index: number) => number,
): Stage[] {
  return stages.map((stage, index) => ({ ...stage, medianMs: toMedianMs(stage, index) }));
}

/** The same stages without a log. */
export function withoutLog(stages: readonly Stage[]): Stage[] {
  return stages.map(({ line: _, ...stage }) => stage);
}

/** The same steps. Each is announced to take one minute, and takes one. */
export function inOneMinuteEach(stages: readonly Stage[]): Stage[] {
  return stages.map((stage, i) => ({
    ...stage,
    line: `Step:${i} ${stage.status}, ${stages.length - i} Steps to go : ETA : 1 minutes`,
    etaMs: 60_000,
    medianMs: 60_000,
  }));
}
