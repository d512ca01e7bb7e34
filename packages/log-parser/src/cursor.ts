/** A place in the text of one entry; reading moves `at` towards `end`. */
export interface Cursor {
  readonly text: string;
  at: number;
  readonly end: number;
}

const ZERO = 48;
const NINE = 57;
/** Above it, whole numbers are not exact. */
const MAX_NUMBER = 9e15;

/** Reads `words` if they stand here. */
export function read(cursor: Cursor, words: string): boolean {
  const isRead = cursor.text.startsWith(words, cursor.at);
  if (isRead) cursor.at += words.length;
  return isRead;
}

/** Reads what the sticky `pattern` matches here. */
export function match(cursor: Cursor, pattern: RegExp): boolean {
  pattern.lastIndex = cursor.at;
  const isMatch = pattern.test(cursor.text);
  if (isMatch) cursor.at = pattern.lastIndex;
  return isMatch;
}

/** Moves to the next character between `low` and `high`; says whether there is one. */
export function seek(cursor: Cursor, low: number, high = low): boolean {
  const { text, end } = cursor;
  let { at } = cursor;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= low && code <= high) break;
  }
  cursor.at = at;
  return at < end;
}

/** Moves to the next digit; says whether there is one. */
export function seekDigit(cursor: Cursor): boolean {
  return seek(cursor, ZERO, NINE);
}

/** Reads a whole number; `NaN` where none stands here, or one too large to be exact. */
export function readInteger(cursor: Cursor): number {
  const { text, end, at: from } = cursor;
  let at = from;
  let value = 0;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) break;
    value = value * 10 + code - ZERO;
  }
  cursor.at = at;
  return at > from && value < MAX_NUMBER ? value : NaN;
}

const UNIT = / *[a-z]+/iy;
const UNITS_MS: Record<string, number> = { min: 60_000, sec: 1000, hou: 3_600_000, day: 86_400_000 };

/** Reads a duration in milliseconds; `NaN` where none stands here. `bareUnitMs` is the unit of a number without one. */
export function readDuration(cursor: Cursor, bareUnitMs: number): number {
  let value = readInteger(cursor);
  if (read(cursor, ".")) {
    const from = cursor.at;
    value += (readInteger(cursor) || 0) / 10 ** (cursor.at - from);
  }
  const ms = Math.round(value * readUnit(cursor, bareUnitMs));
  return ms < MAX_NUMBER ? ms : NaN;
}

/** Three letters tell the unit. The two that the service writes are compared first, for speed. */
function readUnit(cursor: Cursor, bareUnitMs: number): number {
  if (read(cursor, " min")) return 60_000;
  if (read(cursor, " sec")) return 1000;
  const from = cursor.at;
  if (!match(cursor, UNIT)) return bareUnitMs;
  return UNITS_MS[cursor.text.slice(from, cursor.at).trim().slice(0, 3).toLowerCase()] ?? NaN;
}
