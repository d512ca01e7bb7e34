import type { LogEntry } from "./log-entry.ts";
import type { TrainingLog } from "./parse-log.ts";

/**
 * Returns the entries of `after` that are not in `before`, in their order. Each response contains the whole log. Appended and
 * rewritten lines are new. If a line occurs more often than before, its last occurrences are new.
 *
 * @example
 * const before = parseLog("Step:1 Training Started, 5 Steps to go");
 * const after = parseLog("Step:1 Training Started, 5 Steps to go /n Step:2 Training Done, 4 Steps to go");
 * diffLogs(before, after).map((entry) => entry.raw); // ["Step:2 Training Done, 4 Steps to go"]
 */
export function diffLogs(before: TrainingLog, after: TrainingLog): LogEntry[] {
  const counts = new Map<string, number>();
  for (const { raw } of before.entries) counts.set(raw, (counts.get(raw) ?? 0) + 1);
  return after.entries.filter(({ raw }) => {
    const count = counts.get(raw) ?? 0;
    counts.set(raw, count - 1);
    return count <= 0;
  });
}
