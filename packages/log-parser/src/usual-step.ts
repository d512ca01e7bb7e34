import type { LogEntry, StepEntry } from "./log-entry.ts";

/**
 * A step exactly as the service writes it, with its separator: nearly every entry is one. It is read without looking
 * for its end first, in half the time, and with the result that any step has.
 */
const USUAL_STEP =
  /(Step:(\d{1,9}) ([^\d\s/\\,[][^\d\n\r/\\,[]{0,99}), (\d{1,9}) (?:More )?Steps to go : ETA : (\d{1,9}) minutes(?: \| Time Elapsed : (\d{1,9}\.\d{1,9})(?: seconds)?)?)(?:[\n\r]| \/n(?=\s))/y;

/** Reads the usual step at `start`, and gives where its separator ends. */
export function readUsualStep(text: string, start: number, offset: number, entries: LogEntry[]): number {
  USUAL_STEP.lastIndex = start;
  const match = USUAL_STEP.exec(text);
  if (!match) return start;
  const raw = String(match[1]);
  const step: StepEntry = {
    kind: "step",
    raw,
    start: offset + start,
    end: offset + start + raw.length,
    number: Number(match[2]),
    title: String(match[3]).trimEnd(),
    stepsToGo: Number(match[4]),
    etaMs: Number(match[5]) * 60_000,
  };
  if (match[6]) step.elapsedMs = Math.round(Number(match[6]) * 1000);
  entries.push(step);
  return USUAL_STEP.lastIndex;
}
