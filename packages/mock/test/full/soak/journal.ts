import { readFileSync } from "node:fs";
import type { FaultOptions } from "@dreambooth-sandbox/mock";

/** How a server is started. */
export interface ServerSettings {
  port: number;
  speed: number;
  scenario: string;
  faults: FaultOptions;
  /** The file to which it writes its requests. */
  file: string;
}

/** What a server writes about a request before it responds. */
export interface JournalEntry {
  /** Whether the connection had been used by an earlier request. */
  isReused: boolean;
  fault?: string;
  /** Set for a create. Without an id, it created nothing. */
  create?: { number: number; trainingId?: string; scenario?: string };
}

/** A training that a server created. */
export interface Created {
  trainingId: string;
  scenario: string;
}

/** Reads what all servers wrote. A killed process may have written its last line in part. */
export function readJournal(file: string): JournalEntry[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line) => (line.endsWith("}") ? [JSON.parse(line) as JournalEntry] : []));
}

/** Returns the trainings that each create started, by its number. */
export function listCreated(journal: readonly JournalEntry[]): Map<number, Created[]> {
  const created = new Map<number, Created[]>();
  for (const { create } of journal) {
    const { number, trainingId, scenario } = create ?? {};
    if (number === undefined || trainingId === undefined || scenario === undefined) continue;
    created.set(number, [...(created.get(number) ?? []), { trainingId, scenario }]);
  }
  return created;
}
