import type { Intent, IntentChange } from "./intent.ts";

/** What `begin` did. */
export type BeginResult = { created: true } | { created: false; existing: Intent };

/**
 * Stores intents, so that each is sent at most once. `fileJournal` and `memoryJournal` implement it. To store intents
 * elsewhere, such as in a database, implement it with the same guarantees.
 */
export interface Journal {
  /**
   * Records an intent that is about to be sent. It is on stable storage when the promise resolves.
   *
   * Of all callers in all processes, exactly one gets `created: true`, and only that one sends the request. An intent that
   * exists is returned unchanged, with one exception: one in state `refused` with the same `requestHash` is replaced by the
   * new record, which keeps the old `createdAt`. Exactly one caller gets `created: true` for that as well.
   */
  begin(intent: Intent): Promise<BeginResult>;
  /**
   * Changes the state of an intent. Has no effect if the intent is `created`, which is final, or has been begun again since
   * the attempt that the change is about.
   *
   * @throws if the journal does not have the intent.
   */
  update(intentId: string, change: IntentChange): Promise<void>;
  /** Returns an intent, or `undefined` if the journal does not have it. */
  get(intentId: string): Promise<Intent | undefined>;
  /** Yields every intent, in no particular order. */
  list(): AsyncIterable<Intent>;
}

/** The part of a journal that creates use. */
export type IntentRecorder = Pick<Journal, "begin" | "update">;
