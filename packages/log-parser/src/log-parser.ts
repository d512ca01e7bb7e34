import type { LogEntry } from "./log-entry.ts";
import { parseEntry } from "./parse-entry.ts";
import { isSpace } from "./reader.ts";

/** The length, in UTF-16 code units, above which an entry is cut into `unknown` pieces. */
export const MAX_ENTRY_LENGTH = 65_536;

/** What makes an escaped newline a separator when it follows directly. */
const AFTER_ESCAPED_NEWLINE =
  /[\t-\r ]|$|\\n|step ?:|model loaded|training failed|uploading model|it will take|\d\. ?\[/iy;
/** As many characters as the longest of them has. */
const LOOKAHEAD = 15;

/** Turns a step log that comes in chunks into entries. */
export interface LogParser {
  /** Takes the next chunk and returns the entries that it completes. Throws a `TypeError` for anything but a string. */
  push(chunk: string): LogEntry[];
  /** Says that the log is at its end and returns what remained. The parser can then be used for another log. */
  end(): LogEntry[];
}

const UNDECIDED = -1;

/** How long the separator at `at` is: 0 where there is none, `UNDECIDED` where later text decides. */
function separatorLength(text: string, at: number, isLast: boolean): number {
  const code = text.charCodeAt(at);
  if (code === 10 || code === 13) return 1;
  if (code !== 47 && code !== 92) return 0;
  if (code === 47 && at > 0 && !isSpace(text.charCodeAt(at - 1))) return 0;
  if (!isLast && at + 2 >= text.length) return UNDECIDED;
  if (text.charCodeAt(at + 1) !== 110) return 0;
  if (at + 2 >= text.length || isSpace(text.charCodeAt(at + 2))) return 2;
  if (code === 47) return 0;
  if (!isLast && at + 2 + LOOKAHEAD > text.length) return UNDECIDED;
  AFTER_ESCAPED_NEWLINE.lastIndex = at + 2;
  return AFTER_ESCAPED_NEWLINE.test(text) ? 2 : 0;
}

/**
 * Creates a parser for a log that comes in chunks, split anywhere.
 *
 * @example
 * const parser = createLogParser();
 * parser.push("Step:1 Training Started, 5 Ste"); // []
 * parser.push("ps to go /n "); // [{ kind: "step", number: 1, title: "Training Started", stepsToGo: 5, … }]
 * parser.end(); // []
 */
export function createLogParser(): LogParser {
  let head = "";
  let text = "";
  let offset = 0;
  let position = 0;
  let isCut = false;

  function scan(isLast: boolean): LogEntry[] {
    const entries: LogEntry[] = [];
    let start = 0;

    function close(end: number, isPiece: boolean): void {
      const whole = head + text.slice(start, end);
      const from = offset + start - head.length;
      const raw = whole.trimEnd();
      if (raw) {
        entries.push(
          isCut || isPiece
            ? { kind: "unknown", raw, start: from, end: from + raw.length }
            : parseEntry(raw, 0, raw.length, from),
        );
      }
      isCut = isPiece;
      head = "";
    }

    while (position < text.length) {
      const length = separatorLength(text, position, isLast);
      if (length === UNDECIDED) break;
      if (length > 0) {
        close(position, false);
        start = position += length;
      } else if (!head && start === position && isSpace(text.charCodeAt(position))) {
        start = ++position;
      } else if (head.length + position - start >= MAX_ENTRY_LENGTH) {
        close(position, true);
        start = position;
      } else {
        position++;
      }
    }
    if (isLast) close(text.length, false);
    const keep = Math.max(start, position - 1);
    head += text.slice(start, keep);
    text = text.slice(keep);
    offset += keep;
    position -= keep;
    return entries;
  }

  return {
    push(chunk) {
      if (typeof chunk !== "string") {
        throw new TypeError(
          `A step log must be a string, but this is ${chunk === null ? "null" : typeof chunk}`,
        );
      }
      text += chunk;
      return scan(false);
    },
    end() {
      const entries = scan(true);
      head = text = "";
      offset = position = 0;
      isCut = false;
      return entries;
    },
  };
}
