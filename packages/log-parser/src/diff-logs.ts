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
  const known = new Map<string, number>();
  for (const { raw } of before.entries) known.set(raw, (known.get(raw) ?? 0) + 1);
  return after.entries.filter(({ raw }) => {
    const count = known.get(raw) ?? 0;
    known.set(raw, count - 1);
    return count <= 0;
  });
}
