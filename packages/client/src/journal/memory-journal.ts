import type { Intent } from "./intent.ts";
import type { Journal } from "./journal.ts";
import { missingIntent } from "./missing-intent.ts";
import { changeRecord, decideBegin } from "./next-record.ts";

/**
 * Creates a journal in memory: for tests, and for programs that need each intent sent once only while they run. A restart
 * loses it.
 *
 * @example
 * ```ts
 * const client = createClient({ journal: memoryJournal() });
 * ```
 */
export function memoryJournal(): Journal {
  const intents = new Map<string, Intent>();
  return {
    async begin(intent) {
      const decision = decideBegin(intents.get(intent.intentId), intent);
      if ("existing" in decision) return { created: false, existing: { ...decision.existing } };
      intents.set(intent.intentId, { ...decision.record });
      return { created: true };
    },
    async update(intentId, change) {
      const existing = intents.get(intentId);
      if (!existing) throw missingIntent(intentId);
      intents.set(intentId, changeRecord(existing, change) ?? existing);
    },
    async get(intentId) {
      const intent = intents.get(intentId);
      return intent && { ...intent };
    },
    async *list() {
      for (const intent of intents.values()) yield { ...intent };
    },
  };
}
