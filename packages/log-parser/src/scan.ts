import type { LogEntry } from "./log-entry.ts";
import { parseEntry } from "./parse-entry.ts";
import { readUsualStep } from "./usual-step.ts";

/** The length, in UTF-16 code units and with the white space behind it, above which an entry is cut into `unknown` pieces. */
export const MAX_ENTRY_LENGTH = 65_536;

const SEPARATOR = /[\n\r]|\/n(?<!\S..)(?!\S)|\\n(?=\s|$|\\n|Step:|Model|Training|upload|it will|\d\. ?\[)/g;
/** How many characters decide whether a separator is one, at most: `\nTraining`. */
const LOOKAHEAD = 10;
/** What the six highest bits of a low surrogate are, the second half of a pair. */
const LOW_SURROGATE = 0xdc00 >> 10;

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

    function add(end: number, next: number): void {
      while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
      if (end > start) entries.push(parseEntry(text.slice(start, end), offset + start, isCut));
      for (start = next; start < length && isSpace(text.charCodeAt(start));) start++;
    }

    add(start, start);
    while (start < length) {
      const after = isCut ? start : readUsualStep(text, start, offset, entries);
      if (after > start) {
        add(start, after);
        continue;
      }
      SEPARATOR.lastIndex = Math.max(start, position);
      const separator = SEPARATOR.exec(text);
      position = SEPARATOR.lastIndex;
      const isOpen = !isLast && (!separator || (position === length && text.endsWith("n")));
      const end = separator?.index ?? (isLast ? length : length - LOOKAHEAD);
      while (end - start > MAX_ENTRY_LENGTH) {
        let cut = start + MAX_ENTRY_LENGTH;
        if (text.charCodeAt(cut) >> 10 === LOW_SURROGATE) cut--;
        isCut = true;
        add(cut, cut);
      }
      if (isOpen) break;
      add(end, position || length);
      isCut = false;
    }
    const kept = Math.max(start, 1) - 1;
    text = text.slice(kept);
    offset += kept;
    start -= kept;
    position = length - kept - LOOKAHEAD;
    return entries;
  };
}

/** Space, tab, line feed, vertical tab, form feed and carriage return. */
function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
