import { DURATION, durationMs, MAX_NUMBER } from "./duration.ts";
import type { FailureEntry, LogEntry, StepEntry } from "./log-entry.ts";

/*
 * The grammar of the step log (ABNF; letters in any case, SP for any number of blanks):
 *
 *   log       = *( space / separator / entry )
 *   separator = CR / LF / "/n" / "\n"     ; "/n" only between white space or ends of the log, the escaped newline "\n"
 *                                         ; only before white space, the end, another one, or the beginning of an entry
 *   entry     = step / success / failure / estimate / unknown
 *   step      = "Step" SP ":" SP number title number SP ["More" SP] ("Step" / "Steps") " to go"
 *               [SP ":" SP "ETA" SP ":"] [SP duration] [text-without-bar elapsed]
 *   title     = any text, up to the first number that the words "to go" follow; a comma at its end is not part of it
 *   success   = "Model loaded successfully" [text]
 *   estimate  = "it will take up" SP "to" SP duration [text]
 *   failure   = ("Training Failed" / "uploading model failed") SP ":" reason
 *             / number "." SP "[" stage "]" SP [elapsed] "|" [reason]       ; or, with elapsed, without "|" and reason
 *   elapsed   = "|" SP "Time Elapsed" SP ":" SP duration                    ; a number without a unit is seconds
 *   duration  = 1*DIGIT ["." *DIGIT] SP [unit]                              ; the unit's first three letters tell it
 *
 * An entry ends at a separator, or where it is cut at MAX_ENTRY_LENGTH. The patterns read an entry from left to right. None goes
 * back over what it has read: a run of digits or blanks is taken as a whole or not at all, and what may be absent comes last.
 */

const ENTRY = new RegExp(
  String.raw`^(?:(?:step *: *(\d+)(?!\d)([^]*?)(?:,\s*|(?<!\d))(\d+) *(?:more *)?steps? to go(?: *: *eta *:)?|it will take up *to|\d+\. *\[([^\]]*)\] *(?=\|)) *(?:${DURATION})?(?:[^|]*\| *time elapsed *: *${DURATION}[^|]*)?\|?|(training failed|uploading model failed) *:|(model loaded successfully))([^]*)`,
  "i",
);
/** Colours and cursor movements of a terminal (ECMA-48 control sequences). */
// oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
const CONTROL_SEQUENCE = /\x1b\[[ -?]*[@-~]/g;

/** Says what the entry `raw` is; `start` is where it begins in the whole log. A piece of an entry is unknown. */
export function parseEntry(raw: string, start: number, isPiece: boolean): LogEntry {
  const located = { raw, start, end: start + raw.length };
  const match = ENTRY.exec(isPiece ? "" : raw.replace(CONTROL_SEQUENCE, ""));
  if (!match) return { kind: "unknown", ...located };
  const number = Number(match[1]);
  const stepsToGo = Number(match[3]);
  const etaMs = durationMs(match[5], match[6]);
  const elapsedMs = durationMs(match[7], match[8] || "sec");
  const failed = match[4] ?? match[9];
  let entry: StepEntry | FailureEntry;
  if (number + stepsToGo < MAX_NUMBER) {
    entry = { kind: "step", ...located, number, title: String(match[2]).trim(), stepsToGo };
    if (etaMs >= 0) entry.etaMs = etaMs;
  } else if (failed !== undefined) {
    entry = { kind: "failure", ...located, reason: String(match[11]).trim() || failed.trim() };
  } else if (etaMs >= 0 && !match[1]) {
    return { kind: "estimate", ...located, etaMs };
  } else {
    return { kind: match[10] ? "success" : "unknown", ...located };
  }
  if (elapsedMs >= 0) entry.elapsedMs = elapsedMs;
  return entry;
}
