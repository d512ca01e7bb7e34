import { parseLog } from "@dreambooth-sandbox/log-parser";
import type { LogEntry, TrainingLog } from "@dreambooth-sandbox/log-parser";
import type { Fields } from "./reply.ts";
import type { TrainingStatus as KnownTrainingStatus } from "./schema.ts";

/** How far a training is: one of the known values, or a new one, which passes through. */
export type TrainingStatus = KnownTrainingStatus | (string & Record<never, never>);

/** A status in broad terms. `unknown` is a status that the contract does not list; following goes on. */
export type TrainingPhase = "queued" | "running" | "succeeded" | "failed" | "unknown";

/** What one status reply says about a training. */
export interface TrainingUpdate {
  /** The training that was asked for. */
  trainingId: string;
  /** The status as the service names it. */
  status: TrainingStatus;
  /** The status in broad terms. `failed` also when the log tells of a failure. */
  phase: TrainingPhase;
  /** From 0 to 1; 1 only when succeeded. Never goes back while following. */
  progress: number;
  /** The newest estimate of the time that remains, in milliseconds, as the service wrote it. Absent without one, and at the end. */
  etaMs?: number;
  /** The step log, parsed. Empty if the reply has none. */
  log: TrainingLog;
  /** What the log has that it did not have in the update before; in a first update, all. */
  newEntries: LogEntry[];
  /** While following with `stallMs`: for how many milliseconds nothing has changed. Absent unless that is too long. */
  stalledMs?: number;
  /** The reply as it came, without the API key. */
  raw: unknown;
}

/** The log may say that the model is loaded before the status does. */
const MOST_UNFINISHED = 0.99;

const phases: Record<KnownTrainingStatus, TrainingPhase> = {
  deploying_gpu: "queued",
  training_started: "running",
  training_success: "running",
  trained_model_compressing: "running",
  trained_model_uploading: "running",
  trained_model_uploaded: "running",
  deploying_model: "running",
  model_ready: "succeeded",
  training_completed: "succeeded",
  training_failed: "failed",
  training_cancelled: "failed",
};

function isKnown(status: string): status is KnownTrainingStatus {
  return Object.hasOwn(phases, status);
}

/** The status in whichever field it stands; a known one goes before free text. */
function findStatus(fields: Fields): TrainingStatus | undefined {
  const { messege, model_training_status, message } = fields;
  const texts = [messege, model_training_status, message].filter(
    (text) => typeof text === "string" && text,
  ) as string[];
  return texts.find(isKnown) ?? texts[0];
}

/** What a status reply says; `undefined` if it names no status or its log is no text. */
export function toUpdate(trainingId: string, raw: Fields): TrainingUpdate | undefined {
  const status = findStatus(raw);
  const text = raw["data"] ?? raw["logs"] ?? "";
  if (!status || typeof text !== "string") return undefined;
  const log = parseLog(text);
  const phase = findPhase(status, log);
  const progress = phase === "succeeded" ? 1 : Math.min(log.progress, MOST_UNFINISHED);
  const update: TrainingUpdate = { trainingId, status, phase, progress, log, newEntries: log.entries, raw };
  if (log.etaMs !== undefined && !isOver(update)) update.etaMs = log.etaMs;
  return update;
}

/** Whether the training has ended, one way or the other. */
export function isOver({ phase }: TrainingUpdate): boolean {
  return phase === "succeeded" || phase === "failed";
}

function findPhase(status: TrainingStatus, log: TrainingLog): TrainingPhase {
  const phase = isKnown(status) ? phases[status] : "unknown";
  return phase !== "succeeded" && log.outcome === "failed" ? "failed" : phase;
}
