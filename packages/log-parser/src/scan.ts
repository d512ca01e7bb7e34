import type { LogEntry } from "./log-entry.ts";
import { parseEntry } from "./parse-entry.ts";

/** The maximum length of an entry and the white space after it, in UTF-16 code units. Longer entries are cut into `unknown` pieces. */
export const MAX_ENTRY_LENGTH = 65_536;

const SEPARATOR = /[\n\r]|\/n(?<!\S..)(?!\S)|\\n(?=\s|$|\\n|Step:|Model|Training|upload|it will|\d\. ?\[)/g;
/** The most characters that it takes to recognize a separator: `\nTraining`. */
const LOOKAHEAD = 10;
/** The six highest bits of a low surrogate, which is the second half of a surrogate pair. */
const LOW_SURROGATE = 0xdc00 >> 10;

/** Takes the next chunk and returns the entries that it completes. Returns all remaining entries if the chunk is the last. */
export type Scan = (chunk: string, isLast: boolean) => LogEntry[];

/** Creates the scan of one log. It cuts the text at the separators and keeps what is not complete yet. */
export function createScan(): Scan {
  /** The text that is not complete yet, after one character that a separator at its beginning depends on. */
  let text = "";
  /** The position of `text` in the log. */
  let offset = 0;
  /** Where the current entry begins in `text`. */
  let start = 0;
  /** Up to where `text` is known to have no further separator. */
  let searched = 0;
  /** Whether the current entry is the rest of one that was too long. */
  let isCut = false;

  return (chunk, isLast) => {
    if (typeof chunk !== "string") throw new TypeError(`A step log must be a string (got ${typeof chunk})`);
    text += chunk;
    const entries: LogEntry[] = [];
    const { length } = text;

    function add(end: number, next: number): void {
      const raw = text.slice(start, end).trimEnd();
      if (raw) entries.push(parseEntry(raw, offset + start, isCut));
      for (start = next; start < length && !text.charAt(start).trim();) start++;
    }

    add(start, start);
    while (start < length) {
      SEPARATOR.lastIndex = Math.max(start, searched);
      const isFound = SEPARATOR.test(text);
      searched = SEPARATOR.lastIndex;
      // Unlike a newline, "/n" and "\\n" are two characters long and depend on what follows.
      const isLetter = text.endsWith("n", searched);
      const isOpen = !isLast && (!isFound || (isLetter && searched === length));
      const end = isFound ? searched - (isLetter ? 2 : 1) : length - (isLast ? 0 : LOOKAHEAD);
      while (end - start > MAX_ENTRY_LENGTH) {
        let cut = start + MAX_ENTRY_LENGTH;
        if (text.charCodeAt(cut) >> 10 === LOW_SURROGATE) cut--;
        isCut = true;
        add(cut, cut);
      }
      if (isOpen) break;
      add(end, searched || length);
      isCut = false;
    }
    const kept = Math.max(start, 1) - 1;
    text = text.slice(kept);
    offset += kept;
    start -= kept;
    searched = length - kept - LOOKAHEAD;
    return entries;
  };
}
