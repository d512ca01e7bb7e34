import type { FleetPhase } from "./training.ts";

/** What a store knows about its trainings at one moment. */
export interface StoreStatus {
  /** The number of trainings in each phase. */
  trainings: Record<FleetPhase, number>;
  /** How many polls are overdue, and by how much the most overdue one is, in milliseconds. */
  overdue: number;
  latenessMs: number;
  /** The reserved send times per second of each account, averaged over ten seconds. */
  requestsPerSecond: Record<string, number>;
  /** The number of events that no handler has handled yet. */
  pendingEvents: number;
  parkedIntents: number;
  parkedEvents: number;
}
