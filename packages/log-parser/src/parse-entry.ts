import { match, read, readDuration, readInteger, seek, seekDigit } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import type { FailureEntry, LogEntry, StepEntry } from "./log-entry.ts";
import { skipSpace, trimEnd } from "./white-space.ts";

const STEP = /step *: */iy;
const TO_GO = / *(?:more *)?steps? *to *go(?: *: *eta *: *)?/iy;
const ELAPSED = /\| *time *elapsed *: */iy;
const SUCCESS = /model *loaded *successfully/iy;
const ESTIMATE = /it *will *take *up *to */iy;
const FAILED = /(?:training|uploading *model) *failed *:/iy;
const STAGE = /\d+ *\. *\[/y;
const COMMA = 44;
const CLOSING_BRACKET = 93;
const BAR = 124;

/** Says what the entry is that is written in `raw`. The cursor stands at it, or at what is left of it without colours. */
export function parseEntry(cursor: Cursor, raw: string, start: number): LogEntry {
  const end = start + raw.length;
  return (
    readStep(cursor, raw, start, end) ??
    readOther(cursor, raw, start, end) ?? { kind: "unknown", raw, start, end }
  );
}

function readStep(cursor: Cursor, raw: string, start: number, end: number): StepEntry | undefined {
  if (!read(cursor, "Step:") && !match(cursor, STEP)) return undefined;
  const number = readInteger(cursor);
  const from = cursor.at;
  while (seekDigit(cursor)) {
    const to = cursor.at;
    const stepsToGo = readInteger(cursor);
    if (match(cursor, TO_GO) && number + stepsToGo >= 0) {
      const step: StepEntry = {
        kind: "step",
        raw,
        start,
        end,
        number,
        title: titleOf(cursor.text, from, to),
        stepsToGo,
      };
      const etaMs = readDuration(cursor, NaN);
      if (etaMs >= 0) step.etaMs = etaMs;
      readElapsed(cursor, step);
      return step;
    }
  }
  return undefined;
}

/** The text without the white space around it and the comma at its end. */
function titleOf(text: string, from: number, end: number): string {
  const start = skipSpace(text, from, end);
  let to = trimEnd(text, start, end);
  if (text.charCodeAt(to - 1) === COMMA) to = trimEnd(text, start, to - 1);
  return text.slice(start, to);
}

function readElapsed(cursor: Cursor, entry: StepEntry | FailureEntry): void {
  if (seek(cursor, BAR) && match(cursor, ELAPSED)) {
    const elapsedMs = readDuration(cursor, 1000);
    if (elapsedMs >= 0) entry.elapsedMs = elapsedMs;
  }
}

function readOther(cursor: Cursor, raw: string, start: number, end: number): LogEntry | undefined {
  if (match(cursor, SUCCESS)) return { kind: "success", raw, start, end };
  if (match(cursor, ESTIMATE)) {
    const etaMs = readDuration(cursor, NaN);
    return etaMs >= 0 ? { kind: "estimate", raw, start, end, etaMs } : undefined;
  }
  const failure: FailureEntry = { kind: "failure", raw, start, end, reason: "" };
  return readFailure(cursor, failure) ? failure : undefined;
}

function readFailure(cursor: Cursor, failure: FailureEntry): boolean {
  const { text, end, at } = cursor;
  let reason;
  if (match(cursor, FAILED)) reason = text.slice(at, cursor.at - 1);
  else {
    if (!match(cursor, STAGE)) return false;
    const from = cursor.at;
    if (!seek(cursor, CLOSING_BRACKET)) return false;
    reason = text.slice(from, cursor.at);
    if (!seek(cursor, BAR)) return false;
    readElapsed(cursor, failure);
    if (seek(cursor, BAR)) cursor.at++;
  }
  failure.reason = (text.slice(cursor.at, end).trim() || reason).trim();
  return true;
}
