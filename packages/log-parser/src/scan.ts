import type { LogEntry } from "./log-entry.ts";
import { parseEntry } from "./parse-entry.ts";
import { isSpaceAt, skipSpace, trimEnd } from "./white-space.ts";

/** The length, in UTF-16 code units, above which an entry is cut into `unknown` pieces. */
export const MAX_ENTRY_LENGTH = 65_536;

const SEPARATORS = ["\n", "\r", "/n", "\\n"];
/** What makes an escaped newline a separator when it follows directly. */
const OPENING = /\\n|Step:|Model|Training|upload|it will|\d\. ?\[/y;
/** How many characters decide whether a separator is one, at most: `\nTraining`. */
const LOOKAHEAD = 10;

/** Colours and cursor movements of a terminal (ECMA-48 control sequences). */
// oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
const CONTROL_SEQUENCE = /\x1b\[[ -?]*[@-~]/g;

function isSeparator(text: string, at: number, separator: string): boolean {
  if (separator === "/n") return isSpaceAt(text, at - 1) && isSpaceAt(text, at + 2);
  OPENING.lastIndex = at + 2;
  return separator !== "\\n" || isSpaceAt(text, at + 2) || OPENING.test(text);
}

/** Takes the next chunk, the last one if so said, and returns the entries that it completes. */
export type Scan = (chunk: string, isLast: boolean) => LogEntry[];

/** Creates the scan of one log: it cuts the text at its separators and keeps what is not complete. */
export function createScan(): Scan {
  let text = "";
  let offset = 0;
  let start = 0;
  let position = 0;
  let isCut = false;

  return (chunk, isLast) => {
    if (typeof chunk !== "string") throw new TypeError(`A step log must be a string, not ${typeof chunk}`);
    text += chunk;
    const entries: LogEntry[] = [];
    const { length } = text;
    const isColoured = text.includes("\x1b");
    const next = SEPARATORS.map((separator) => text.indexOf(separator, position));

    function close(at: number, after: number): void {
      const end = trimEnd(text, start, at);
      if (end > start) {
        const raw = text.slice(start, end);
        const plain = isColoured ? raw.replace(CONTROL_SEQUENCE, "") : raw;
        const cursor = isColoured ? { text: plain, at: 0, end: plain.length } : { text, at: start, end };
        const from = offset + start;
        entries.push(
          isCut
            ? { kind: "unknown", raw, start: from, end: from + raw.length }
            : parseEntry(cursor, raw, from),
        );
      }
      start = skipSpace(text, after, length);
    }

    start = skipSpace(text, start, length);
    for (;;) {
      let nearest = -1;
      position = length;
      for (let i = 0; i < next.length; i++) {
        const at = next[i] as number;
        if (at >= 0 && at < position) {
          position = at;
          nearest = i;
        }
      }
      while (position - start > MAX_ENTRY_LENGTH) {
        isCut = true;
        close(start + MAX_ENTRY_LENGTH, start + MAX_ENTRY_LENGTH);
      }
      const separator = SEPARATORS[nearest];
      if (separator === undefined) break;
      const after = position + separator.length;
      if (!isLast && nearest > 1 && after >= length) break;
      next[nearest] = text.indexOf(separator, after);
      if (isSeparator(text, position, separator)) {
        close(position, after);
        isCut = false;
      }
    }
    if (isLast) close(length, length);
    const keep = Math.max(0, Math.min(start, length - LOOKAHEAD));
    text = text.slice(keep);
    offset += keep;
    start -= keep;
    position = Math.max(start, text.length - LOOKAHEAD);
    return entries;
  };
}
