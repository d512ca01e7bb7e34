import { parseLog } from "@dreambooth-sandbox/log-parser";
import type { TrainingLog } from "@dreambooth-sandbox/log-parser";
import { trainingStatusPhases } from "../generated/statuses.ts";
import type { Fields } from "../http/fields.ts";
import { findListedStatus } from "../listed-status.ts";
import { isOver } from "../training-update.ts";
import type { TrainingPhase, TrainingStatus, TrainingUpdate } from "../training-update.ts";

/** The log may report the loaded model before the status does. */
const MOST_UNFINISHED = 0.99;

/** Reads a status response. Returns `undefined` if it has no status, or its log is not a string. */
export function readUpdate(trainingId: string, raw: Fields): TrainingUpdate | undefined {
  const status = findStatus(raw);
  const text = raw["data"] ?? raw["logs"] ?? "";
  if (status === undefined || typeof text !== "string") return undefined;
  const log = parseLog(text);
  const phase = findPhase(status, log);
  const progress = phase === "succeeded" ? 1 : Math.min(log.progress, MOST_UNFINISHED);
  const update: TrainingUpdate = { trainingId, status, phase, progress, log, newEntries: log.entries, raw };
  if (log.etaMs !== undefined && !isOver(update)) update.etaMs = log.etaMs;
  return update;
}

/** Finds the status in whichever field has it. A status that the contract lists takes precedence over free text. */
function findStatus({ messege, model_training_status, message }: Fields): TrainingStatus | undefined {
  const texts = [messege, model_training_status, message].filter(
    (text) => typeof text === "string" && text !== "",
  );
  return (
    texts.map(findListedStatus).find((status) => status !== undefined) ?? (texts[0] as string | undefined)
  );
}

function findPhase(status: TrainingStatus, log: TrainingLog): TrainingPhase {
  const listed = findListedStatus(status);
  const phase = listed === undefined ? "unknown" : trainingStatusPhases[listed];
  return phase !== "succeeded" && log.outcome === "failed" ? "failed" : phase;
}
