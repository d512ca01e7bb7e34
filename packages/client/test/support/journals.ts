import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Intent, Journal } from "@dreambooth-sandbox/client";
import { onTestFinished } from "vitest";

/** Returns a folder that is removed after the test. */
export function createTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "journal-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

let attempts = 0;

/** Returns an intent that is about to be sent. */
export function intentOf(intentId: string, changes: Partial<Intent> = {}): Intent {
  attempts++;
  return {
    intentId,
    requestHash: "hash-1",
    attemptId: `attempt-${attempts}`,
    state: "sending",
    createdAt: 1_000 + attempts,
    updatedAt: 1_000 + attempts,
    ...changes,
  };
}

/** Returns all intents of a journal, in the order of their ids. */
export async function listAll(journal: Journal): Promise<Intent[]> {
  const intents: Intent[] = [];
  for await (const intent of journal.list()) intents.push(intent);
  return intents.toSorted((a, b) => (a.intentId < b.intentId ? -1 : 1));
}
