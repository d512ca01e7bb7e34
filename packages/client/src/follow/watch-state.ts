import { diffLogs } from "@dreambooth-sandbox/log-parser";
import type { TrainingUpdate } from "../training-update.ts";
import type { PollState } from "./next-poll-delay.ts";

/** What is known about one training that is followed. All times are the clock's. */
export interface WatchState extends Pick<PollState, "seenAt" | "unseenAt"> {
  trainingId: string;
  /** When to poll next. While a request is in flight: never, or at once if a hint arrived. */
  dueAt: number;
  /** How many requests failed in a row. */
  failures: number;
  last?: TrainingUpdate;
  polledAt?: number;
  /** When something changed; never, once the stall was reported. */
  changedAt?: number;
}

/** Records a status. Returns what to report: the first status, the last, every change, and a stall. */
export function recordStatus(
  state: WatchState,
  status: TrainingUpdate,
  now: number,
  stallMs: number,
): TrainingUpdate | undefined {
  const { last, polledAt, changedAt = now } = state;
  const newEntries = last ? diffLogs(last.log, status.log) : status.newEntries;
  const progress = Math.max(status.progress, last?.progress ?? 0);
  const update = { ...status, newEntries, progress };
  const hasNewEstimate = !last || status.etaMs !== last.etaMs || newEntries.some((entry) => "etaMs" in entry);
  state.last = update;
  state.polledAt = now;
  state.failures = 0;
  if (hasNewEstimate) {
    state.seenAt = now;
    state.unseenAt = polledAt;
  }
  if (hasNewEstimate || newEntries.length > 0 || status.status !== last.status) {
    state.changedAt = now;
    return update;
  }
  const stalledMs = now - changedAt;
  if (stalledMs < stallMs) return undefined;
  state.changedAt = Infinity;
  return { ...update, stalledMs };
}
