import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TrainingUpdate } from "@dreambooth-sandbox/client";

/** What a response contains about a training, as far as it is recorded. */
export interface SeenTraining {
  trainingId: string;
  status: string;
  /** The status in broad terms. Absent for a training that was only created. */
  phase?: TrainingUpdate["phase"];
  /** Why the training failed, from its step log. */
  failureReason?: string;
}

/** What the command last saw of a training. */
export interface TrainingRecord extends SeenTraining {
  /** When the command first saw the training, in milliseconds since 1970. */
  firstSeenAt: number;
  /** When the command last saw it, in milliseconds since 1970. */
  seenAt: number;
}

/** The folder inside the journal's. The journal reads only its own files. */
const FOLDER = "trainings";
const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/** Records the newest state of a training. The file is replaced as a whole, so that no reader sees half of it. */
export async function recordTraining(journalFolder: string, seen: SeenTraining, now: number): Promise<void> {
  const folder = join(journalFolder, FOLDER);
  const file = join(folder, `${createHash("sha256").update(seen.trainingId).digest("hex")}.json`);
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const before = await readRecord(file);
  const draft = `${file}.${randomUUID()}.draft`;
  const record: TrainingRecord = { ...seen, firstSeenAt: before?.firstSeenAt ?? now, seenAt: now };
  await writeFile(draft, `${JSON.stringify(record, undefined, 2)}\n`, { mode: PRIVATE_FILE });
  await rename(draft, file);
}

/** Returns what was recorded of all trainings; nothing if there is no folder. */
export async function listTrainingRecords(journalFolder: string): Promise<TrainingRecord[]> {
  const folder = join(journalFolder, FOLDER);
  const names = await readdir(folder).catch(ignoreMissing<string[]>([]));
  const records = await Promise.all(
    names.filter((name) => name.endsWith(".json")).map((name) => readRecord(join(folder, name))),
  );
  return records.filter((record) => record !== undefined);
}

/** Returns what is recorded of an update. */
export function toSeenTraining({ trainingId, status, phase, log }: TrainingUpdate): SeenTraining {
  const failure = log.entries.findLast((entry) => entry.kind === "failure");
  const failureReason = phase === "failed" ? failure?.reason : undefined;
  return { trainingId, status, phase, ...(failureReason !== undefined && { failureReason }) };
}

/** Returns `undefined` for a file that does not exist or is damaged: the next status replaces it. */
async function readRecord(file: string): Promise<TrainingRecord | undefined> {
  const text = await readFile(file, "utf8").catch(ignoreMissing(undefined));
  if (text === undefined) return undefined;
  try {
    const record: TrainingRecord = JSON.parse(text);
    return typeof record.trainingId === "string" && typeof record.seenAt === "number" ? record : undefined;
  } catch {
    return undefined;
  }
}

function ignoreMissing<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === "ENOENT") return value;
    throw error;
  };
}
