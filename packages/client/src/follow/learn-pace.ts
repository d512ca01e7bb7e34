import type { LogEntry } from "@dreambooth-sandbox/log-parser";
import type { FollowState } from "./follow-state.ts";

/**
 * Returns the pace of a training when a new estimate shows that a stage has ended: the duration of its stages divided by what
 * was announced for them. It is the geometric mean of the previous pace and the ended stage's, so recent stages count more. `undefined`
 * if there is nothing to learn, as when the start of the stage was not observed.
 */
export function learnPace(
  before: FollowState,
  after: FollowState,
  newEntries: readonly LogEntry[],
): { pace: number } | undefined {
  const { etaMs, seenAt = 0, unseenAt, polledAt, pace = 1 } = before;
  // An estimate that changes within a stage, such as a countdown, shows nothing about the stage's duration.
  const isNewStage = after.status !== before.status || after.stepsToGo !== before.stepsToGo;
  if (!isNewStage || !etaMs || !after.etaMs || unseenAt === undefined) return undefined;
  // Stages that began and ended between two polls took part of the time.
  const etas = newEntries.flatMap((entry) => ("etaMs" in entry && entry.etaMs) || []);
  const announcedMs = etas.slice(0, -1).reduce((sum, skippedMs) => sum + skippedMs, etaMs);
  const tookMs = (polledAt + after.polledAt - unseenAt - seenAt) / 2;
  const learned = Math.sqrt((pace * tookMs) / announcedMs);
  // Rounded, because it is stored.
  return { pace: Number(Math.min(Math.max(learned, 1 / 8), 8).toFixed(3)) };
}
