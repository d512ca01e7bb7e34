import type { LineCounts } from "./line-counts.ts";

/**
 * What {@link followStep} remembers of a training between two polls: JSON of at most 1 kB, for a queue or a database. All
 * times are milliseconds on the clock of the events' `at`.
 */
export interface FollowState {
  /** When following began. The deadline counts from here. */
  startedAt: number;
  /** The time of the newest event. */
  polledAt: number;
  /** The newest status: one that the contract lists, or the hash of another. Absent before the first update. */
  status?: string;
  /** The highest progress so far, from 0 to 1. */
  progress: number;
  /** The newest estimate in milliseconds. Absent without one. */
  etaMs?: number | undefined;
  /** How many steps remain, from the newest step in the log. Absent without one. */
  stepsToGo?: number | undefined;
  /** When the newest estimate was first seen, and the poll before that. */
  seenAt?: number;
  unseenAt?: number | undefined;
  /** How long stages took, divided by what was announced for them. Absent before the first stage that was observed whole. */
  pace?: number;
  /** When something changed last. */
  changedAt: number;
  /** Whether the present stall was reported. */
  stallReported?: true;
  /** The lines of the newest log. */
  lines: LineCounts;
  /** How many requests failed in a row. */
  failures: number;
  /** The earliest time of the next poll that the service allows. */
  allowedAt?: number;
  /** How often each status and each error was observed, by status or error code. At most twelve; the rest is `others`. */
  observed: Record<string, number>;
  /** Whether the next poll is the last one before the deadline. */
  isLastPoll?: true;
}
