import { stripVTControlCharacters } from "node:util";

// Line breaks and tabs are the only control characters that a message may have.
const CONTROL_CHARACTERS = /[^\P{Cc}\n\t]/gu;
const LINE_BREAKS = /[\n\t\u2028\u2029]+/gu;

/** Removes escape sequences and control characters: what comes from the service must not control the terminal. */
export function toPrintable(text: string): string {
  return stripVTControlCharacters(text).replaceAll(CONTROL_CHARACTERS, "");
}

/** Returns printable text on one line. */
export function toPrintableLine(text: string): string {
  return toPrintable(text).replaceAll(LINE_BREAKS, " ");
}
