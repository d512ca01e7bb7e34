import { diffLogs } from "@dreambooth-sandbox/log-parser";
import { nextPollDelayMs } from "./next-poll-delay.ts";
import type { PollState } from "./next-poll-delay.ts";
import type { TrainingUpdate } from "./training-update.ts";

/** What is known of one training that is followed. All times are the clock's. */
export interface Followed {
  readonly trainingId: string;
  /** When to ask next. */
  dueAt: number;
  /** How many requests failed in a row. */
  failures: number;
  /** A request is under way. */
  isPolling?: boolean;
  /** A hint came while a request was under way. */
  isHinted?: boolean;
  isStalled?: boolean;
  /** The newest status. */
  update?: TrainingUpdate;
  polledAt?: number;
  changedAt?: number;
  /** When the newest estimate was first seen, and the poll before. */
  seenAt?: number;
  unseenAt?: number | undefined;
}

export type ChooseDelay = (state: PollState) => number;

const FIRST_FAILURE_WAIT_MS = 5_000;

/** Takes a status in. Returns what to report, if anything: the first status, the last, and every change. */
export function observe(
  followed: Followed,
  status: TrainingUpdate,
  now: number,
  stallMs = Infinity,
): TrainingUpdate | undefined {
  const before = followed.update;
  const newEntries = before ? diffLogs(before.log, status.log) : status.newEntries;
  const update = { ...status, newEntries, progress: Math.max(status.progress, before?.progress ?? 0) };
  const isNewEstimate =
    !before || update.etaMs !== before.etaMs || newEntries.some((entry) => "etaMs" in entry);
  if (isNewEstimate) Object.assign(followed, { seenAt: now, unseenAt: followed.polledAt });
  const isChanged =
    isNewEstimate || isOver(update) || update.status !== before?.status || newEntries.length > 0;
  Object.assign(followed, { update, polledAt: now, failures: 0 });
  if (isChanged) {
    Object.assign(followed, { changedAt: now, isStalled: false });
    return update;
  }
  const stalledMs = now - (followed.changedAt ?? now);
  if (followed.isStalled || stalledMs < stallMs) return undefined;
  followed.isStalled = true;
  return { ...update, stalledMs };
}

/** How long to wait before the next request. After a failure sooner than planned, but ever later. */
export function chooseDelayMs(
  followed: Followed,
  now: number,
  choose: ChooseDelay = nextPollDelayMs,
): number {
  const { failures, update, seenAt, unseenAt } = followed;
  const delayMs = choose({ now, etaMs: update?.etaMs, seenAt, unseenAt, random: Math.random() });
  return failures ? Math.min(delayMs, FIRST_FAILURE_WAIT_MS * 2 ** (failures - 1)) : delayMs;
}

export function isOver({ phase }: TrainingUpdate): boolean {
  return phase === "succeeded" || phase === "failed";
}
