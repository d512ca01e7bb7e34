import { join, resolve } from "node:path";
import type { Journal } from "../journal.ts";
import { missingIntent } from "../missing-intent.ts";
import { changeRecord, decideBegin } from "../next-record.ts";
import { createFolder } from "./durable-files.ts";
import { listIntents } from "./list-intents.ts";
import { addVersion, nameOf, readLatest } from "./versions.ts";

/**
 * Creates a journal in a folder. Any number of processes on one machine can share it. The first intent creates the folder.
 *
 * Each state of an intent is a small file of its own. Files are only ever added, never changed or removed: whatever ends
 * the process, a file exists with its whole content, or not at all. It is on stable storage before the journal continues.
 * The file system must support hard links, as ext4, XFS, Btrfs, APFS, and NTFS do.
 *
 * A damaged file fails the calls that need it, with an error that names it. `list` yields all other intents first.
 *
 * @throws TypeError without a path.
 * @example
 * ```ts
 * const client = createClient({ journal: fileJournal("/var/lib/shop/trainings") });
 * ```
 */
export function fileJournal(path: string): Journal {
  if (typeof path !== "string" || path === "") throw new TypeError("The path must be a non-empty string.");
  const folder = resolve(path);
  const baseOf = (intentId: string): string => join(folder, nameOf(intentId));
  return {
    async begin(intent) {
      await createFolder(folder);
      const base = baseOf(intent.intentId);
      for (;;) {
        const latest = await readLatest(base);
        const decision = decideBegin(latest.intent, intent);
        if ("existing" in decision) return { created: false, existing: decision.existing };
        if (await addVersion(base, latest.version + 1, decision.record)) return { created: true };
      }
    },
    async update(intentId, change) {
      const base = baseOf(intentId);
      for (;;) {
        const latest = await readLatest(base);
        if (!latest.intent) throw missingIntent(intentId);
        const record = changeRecord(latest.intent, change);
        if (!record || (await addVersion(base, latest.version + 1, record))) return;
      }
    },
    async get(intentId) {
      const { intent } = await readLatest(baseOf(intentId));
      return intent;
    },
    list: () => listIntents(folder),
  };
}
