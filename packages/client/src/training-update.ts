import type { LogEntry, TrainingLog } from "@dreambooth-sandbox/log-parser";
import type { Phase } from "./contract/operation.ts";
import type { TrainingStatus as ListedStatus } from "./generated/schema.ts";

/** A training status that the contract lists. */
export type ListedTrainingStatus = ListedStatus;

/**
 * A training's status: a {@link ListedTrainingStatus}, or a new one, which the client passes through. It is a plain string,
 * so that a comparison such as `status === "model_ready"` narrows it.
 */
export type TrainingStatus = string;

/** A status in broad terms. `unknown` is a status that the contract does not list; following continues. */
export type TrainingPhase = Phase | "unknown";

/** What one status response contains about a training. */
export interface TrainingUpdate {
  /** The training's id, as it was requested. */
  trainingId: string;
  /** The status in the service's words. */
  status: TrainingStatus;
  /** The status in broad terms. `failed` also when the log reports a failure. */
  phase: TrainingPhase;
  /** From 0 to 1; 1 only when the training has succeeded. Never decreases while following. */
  progress: number;
  /** The newest estimate of the time remaining, in milliseconds. Absent without an estimate, and at the end. */
  etaMs?: number;
  /** The step log, parsed. Empty if the response has none. */
  log: TrainingLog;
  /** The log entries that the previous update did not have; in a first update, all of them. */
  newEntries: LogEntry[];
  /** While following with `stallMs`: how long nothing has changed, in milliseconds. Absent unless that is too long. */
  stalledMs?: number;
  /** The response body, without the API key. */
  raw: unknown;
}

/** Returns whether a training has ended, successfully or not. */
export function isOver({ phase }: Pick<TrainingUpdate, "phase">): boolean {
  return phase === "succeeded" || phase === "failed";
}
