import type { Lease } from "./lease.ts";
import type { StoredUpdate } from "./stored-update.ts";

/** What a handler is called for: a change, or the end. */
export type EventKind = "update" | "end";

/** Why following ended before the training did: the client's error, as JSON. */
export interface EventError {
  name: string;
  /** The error's stable code. Absent if it is not one of the client's errors. */
  code?: string;
  message: string;
}

/** An event that a handler has not handled yet, leased to this process. */
export interface PendingEvent {
  lease: Lease;
  trainingId: string;
  account: string;
  /** The number of the event among those of its training. */
  sequence: number;
  kind: EventKind;
  /** How often the handler has failed. */
  attempts: number;
  update?: StoredUpdate;
  error?: EventError;
}

/** What became of an event: it was handled, it is retried later, or it is parked. */
export type EventOutcome = { handled: true } | { retryAt: number; reason: string } | { parked: string };
