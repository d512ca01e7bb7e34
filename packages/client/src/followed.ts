import { diffLogs } from "@dreambooth-sandbox/log-parser";
import type { PollState } from "./next-poll-delay.ts";
import type { TrainingUpdate } from "./training-update.ts";

/** What is known of one training that is followed. All times are the clock's. */
export interface Followed extends Pick<PollState, "seenAt" | "unseenAt"> {
  trainingId: string;
  /** When to ask next. While a request is under way: never, or at once if a hint came. */
  dueAt: number;
  /** How many requests failed in a row. */
  failures: number;
  last?: TrainingUpdate;
  polledAt?: number;
  /** When something changed; never, once the stall was reported. */
  changedAt?: number;
}

/** Takes a status in. Returns what there is to report: the first status, the last, every change, and a stall. */
export function observe(
  followed: Followed,
  status: TrainingUpdate,
  now: number,
  stallMs: number,
): TrainingUpdate | undefined {
  const { last, polledAt, changedAt = now } = followed;
  const newEntries = last ? diffLogs(last.log, status.log) : status.newEntries;
  const progress = Math.max(status.progress, last?.progress ?? 0);
  const update = { ...status, newEntries, progress };
  const isEstimated = !last || status.etaMs !== last.etaMs || newEntries.some((entry) => "etaMs" in entry);
  Object.assign(followed, { last: update, polledAt: now, failures: 0 });
  if (isEstimated) Object.assign(followed, { seenAt: now, unseenAt: polledAt });
  if (isEstimated || newEntries.length > 0 || status.status !== last.status) {
    followed.changedAt = now;
    return update;
  }
  const stalledMs = now - changedAt;
  if (stalledMs < stallMs) return undefined;
  followed.changedAt = Infinity;
  return { ...update, stalledMs };
}
