import type { EventKind } from "./event.ts";

/** A create whose outcome is unknown. Settle it with `resolve`. */
export interface ParkedIntent {
  kind: "intent";
  intentId: string;
  account: string;
  /** Why the outcome is unknown. */
  reason: string;
  /** A training that the response mentioned. */
  trainingId?: string;
  /** When the request was sent, in milliseconds since 1970. */
  since: number;
}

/** An event whose handler failed again and again. `retryParkedEvents` makes it pending again. */
export interface ParkedEvent {
  kind: "event";
  trainingId: string;
  account: string;
  event: EventKind;
  /** What the handler threw. */
  reason: string;
  /** When it was parked, in milliseconds since 1970. */
  since: number;
}

/** What waits for a person. */
export type ParkedItem = ParkedIntent | ParkedEvent;
