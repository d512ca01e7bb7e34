import type { LogEntry } from "./log-entry.ts";
import type { TrainingLog } from "./parse-log.ts";

/**
 * The entries of `after` that `before` does not have, in their order. The service sends the whole log each time: what was
 * appended is new, a line that was rewritten is new, a repeated line is new as often as it occurs more.
 *
 * @example
 * const before = parseLog("Step:1 Training Started, 5 Steps to go");
 * const after = parseLog("Step:1 Training Started, 5 Steps to go /n Step:2 Training Done, 4 Steps to go");
 * diffLogs(before, after).map((entry) => entry.raw); // ["Step:2 Training Done, 4 Steps to go"]
 */
export function diffLogs(before: TrainingLog, after: TrainingLog): LogEntry[] {
  const counts = new Map<string, number>();
  const count = ({ raw }: LogEntry, by: number): number => {
    const sum = (counts.get(raw) ?? 0) + by;
    counts.set(raw, sum);
    return sum;
  };
  for (const entry of before.entries) count(entry, 1);
  return after.entries.filter((entry) => count(entry, -1) < 0);
}
