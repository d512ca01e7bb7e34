import { DURATION, durationMs, MAX_NUMBER } from "./duration.ts";
import type { LogEntry } from "./log-entry.ts";

/*
 * The grammar of the step log (ABNF; letters in any case, SP for any number of blanks):
 *
 *   log       = *( space / separator / entry )
 *   separator = CR / LF / "/n" / "\n"     ; "/n" only between white space or ends of the log, the escaped newline "\n"
 *                                         ; only before white space, the end, another one, or the beginning of an entry
 *   entry     = step / success / failure / estimate / unknown
 *   step      = "Step" SP ":" SP number title number SP ["More" SP] ("Step" / "Steps") " to go"
 *               [SP ":" SP "ETA" SP ":" SP duration] [text-without-bar elapsed]
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

const STEP = new RegExp(
  String.raw`^step *: *(\d+)(?!\d)([^]*?)(?<!\d)(\d+) *(?:more *)?steps? to go(?: *: *eta *: *${DURATION})?(?:[^|]*\| *time elapsed *: *${DURATION})?`,
  "i",
);
const SUCCESS = /^model loaded successfully/i;
const ESTIMATE = new RegExp(`^it will take up *to *${DURATION}`, "i");
const FAILURE = new RegExp(
  String.raw`^(?:(training failed|uploading model failed) *:|\d+\. *\[([^\]]*)\] *(?=\|)(?:\| *time elapsed *: *${DURATION}[^|]*)?\|?)([^]*)`,
  "i",
);
/** Colours and cursor movements of a terminal (ECMA-48 control sequences). */
// oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
const CONTROL_SEQUENCE = /\x1b\[[ -?]*[@-~]/g;

/** Says what the entry `raw` is; `start` is where it begins in the whole log. A piece of an entry is unknown. */
export function parseEntry(raw: string, start: number, isPiece: boolean): LogEntry {
  const located = { raw, start, end: start + raw.length };
  const text = isPiece ? "" : raw.replace(CONTROL_SEQUENCE, "");
  let match = STEP.exec(text);
  const number = Number(match?.[1]);
  const stepsToGo = Number(match?.[3]);
  if (match && number + stepsToGo < MAX_NUMBER) {
    const title = String(match[2]).trim().replace(/,$/, "").trimEnd();
    const etaMs = durationMs(match[4], match[5]);
    return {
      kind: "step",
      ...located,
      number,
      title,
      stepsToGo,
      ...(etaMs >= 0 && { etaMs }),
      ...elapsedOf(match[6], match[7]),
    };
  }
  if (SUCCESS.test(text)) return { kind: "success", ...located };
  match = FAILURE.exec(text);
  if (match) {
    const reason = String(match[5]).trim() || String(match[1] ?? match[2]).trim();
    return { kind: "failure", ...located, reason, ...elapsedOf(match[3], match[4]) };
  }
  match = ESTIMATE.exec(text);
  const etaMs = durationMs(match?.[1], match?.[2]);
  return etaMs >= 0 ? { kind: "estimate", ...located, etaMs } : { kind: "unknown", ...located };
}

/** The elapsed time as fields of an entry; seconds where it has no unit. */
function elapsedOf(value: string | undefined, unit: string | undefined): { elapsedMs?: number } {
  const elapsedMs = durationMs(value, unit || "sec");
  return elapsedMs >= 0 ? { elapsedMs } : {};
}
