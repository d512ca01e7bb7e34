import type { FollowState } from "@dreambooth-sandbox/client";
import type { EventError, EventKind } from "./event.ts";
import type { Lease } from "./lease.ts";
import type { StoredUpdate } from "./stored-update.ts";
import type { FleetPhase } from "./training.ts";

/** How long before it is due a poll can be claimed, so that its request leaves on time. */
export const CLAIM_AHEAD_MS = 500;

/** A poll that this process has leased. */
export interface Poll {
  lease: Lease;
  trainingId: string;
  account: string;
  dueAt: number;
  /** Absent before the first poll. */
  state?: FollowState;
}

/** What a poll has found, and when the next one is due. */
export interface PollResult {
  state: FollowState;
  /** Absent if the poll failed, and following continues. */
  phase?: FleetPhase;
  /** The update to keep. It replaces the one before. */
  update?: StoredUpdate;
  /** The events to record. */
  events: readonly EventKind[];
  /** Why following ended before the training did. */
  error?: EventError;
  /** When the next poll is due, and when if a hint came during this one. Absent if following has ended. */
  next?: { dueAt: number; hintedDueAt: number };
}
