import { DURATION, elapsedOf, etaOf, MAX_NUMBER } from "./duration.ts";
import type { LogEntry } from "./log-entry.ts";
import { readUsualStep } from "./usual-step.ts";

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
 * An entry ends at a separator, and before the text that is cut off at MAX_ENTRY_LENGTH. Each pattern below reads an entry
 * once from left to right: no two of its parts can share a text between them in more than one way, so none goes back over it.
 */

const STEP = new RegExp(
  String.raw`^step *: *(\d+)([^]*?)(?<!\d)(\d+) *(?:more *)?steps? to go(?: *: *eta *: *${DURATION})?`,
  "i",
);
const SUCCESS = /^model loaded successfully/i;
const ESTIMATE = new RegExp(`^it will take up *to *${DURATION}`, "i");
const FAILURE =
  /^(?:(training failed|uploading model failed) *:|\d+\. *\[([^\]]*)\] *(?=\|)(?:\| *time elapsed[^|]*)?\|?)([^]*)/i;
/** Colours and cursor movements of a terminal (ECMA-48 control sequences). */
// oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
const CONTROL_SEQUENCE = /\x1b\[[ -?]*[@-~]/g;

/** Says what the entry from `from` to `to` is; `offset` is where `log` begins in the whole log. */
export function parseEntry(log: string, from: number, to: number, offset: number): LogEntry {
  const usual = readUsualStep(log, from, to, offset);
  if (usual) return usual;
  const raw = log.slice(from, to);
  const located = { raw, start: offset + from, end: offset + to };
  const text = raw.replace(CONTROL_SEQUENCE, "");
  let match = STEP.exec(text);
  if (match) {
    const [whole, number, title, stepsToGo, eta, unit] = match;
    if (Number(number) + Number(stepsToGo) < MAX_NUMBER) {
      return {
        kind: "step",
        ...located,
        number: Number(number),
        title: String(title).trim().replace(/\s*,$/, ""),
        stepsToGo: Number(stepsToGo),
        ...etaOf(eta, unit),
        ...elapsedOf(text.slice(whole.length)),
      };
    }
  }
  if (SUCCESS.test(text)) return { kind: "success", ...located };
  match = FAILURE.exec(text);
  if (match) {
    const reason = String(match[3]).trim() || (match[1] ?? String(match[2])).trim();
    return { kind: "failure", ...located, reason, ...elapsedOf(text) };
  }
  match = ESTIMATE.exec(text);
  const eta = match && etaOf(match[1], match[2]);
  return eta ? { kind: "estimate", ...located, ...eta } : { kind: "unknown", ...located };
}
