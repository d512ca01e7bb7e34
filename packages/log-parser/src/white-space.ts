const TAB = 9;
const CARRIAGE_RETURN = 13;
const SPACE = 32;

function isSpace(code: number): boolean {
  return code === SPACE || (code >= TAB && code <= CARRIAGE_RETURN);
}

/** Whether white space stands at `at`: space, tab, LF, VT, FF or CR. The ends of the text count as such. */
export function isSpaceAt(text: string, at: number): boolean {
  return at < 0 || at >= text.length || isSpace(text.charCodeAt(at));
}

/** Where the first character from `at` on stands that is no white space, or `end`. */
export function skipSpace(text: string, at: number, end: number): number {
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Where the text before `end` ends without the white space there, or `start`. */
export function trimEnd(text: string, start: number, end: number): number {
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}
