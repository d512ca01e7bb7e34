import type { TrainingUpdate } from "@dreambooth-sandbox/client";
import { parseLog } from "@dreambooth-sandbox/log-parser";

/**
 * An update as JSON that contains the step log once. The parsed log and its new entries are computed from the text, and
 * fields of the response that contain the log refer to it.
 */
export interface StoredUpdate extends Omit<TrainingUpdate, "log" | "newEntries" | "raw"> {
  log: string;
  /** The indices of the new entries among all entries of the log. */
  newEntries: number[];
  raw: Record<string, unknown>;
  /** The fields of the response that are the log. */
  logFields: string[];
}

/** Returns what to store of an update. */
export function packUpdate(update: TrainingUpdate): StoredUpdate {
  const { log, newEntries, raw, ...kept } = update;
  const fields = Object.entries(raw as Record<string, unknown>);
  const isLog = ([, value]: [string, unknown]): boolean => value === log.text;
  return {
    ...kept,
    log: log.text,
    newEntries: newEntries.map((entry) => log.entries.indexOf(entry)),
    raw: Object.fromEntries(fields.filter((field) => !isLog(field))),
    logFields: fields.filter(isLog).map(([name]) => name),
  };
}

/** Returns an update as it was before it was stored. */
export function unpackUpdate({
  log: text,
  newEntries,
  raw,
  logFields,
  ...kept
}: StoredUpdate): TrainingUpdate {
  const log = parseLog(text);
  return {
    ...kept,
    log,
    newEntries: log.entries.filter((_, index) => newEntries.includes(index)),
    raw: { ...raw, ...Object.fromEntries(logFields.map((name) => [name, text])) },
  };
}
