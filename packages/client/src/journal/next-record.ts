import type { Intent, IntentChange } from "./intent.ts";

/** What beginning an intent leads to: a record to write, or an existing one that stays, so that nothing may be sent. */
export type BeginDecision = { record: Intent } | { existing: Intent };

/**
 * Decides whether an intent may begin, given what the journal has. For a `begin` of your own: read, decide, and write the
 * record inside one transaction.
 */
export function decideBegin(existing: Intent | undefined, intent: Intent): BeginDecision {
  if (!existing) return { record: intent };
  const mayBeginAgain = existing.state === "refused" && existing.requestHash === intent.requestHash;
  return mayBeginAgain ? { record: { ...intent, createdAt: existing.createdAt } } : { existing };
}

/** Returns the record after a change, for an `update` of your own. `undefined`: the change has no effect. */
export function changeRecord(existing: Intent, change: IntentChange): Intent | undefined {
  if (existing.state === "created" || existing.attemptId !== change.attemptId) return undefined;
  const { trainingId: _, reason: __, ...kept } = existing;
  return { ...kept, ...change };
}
