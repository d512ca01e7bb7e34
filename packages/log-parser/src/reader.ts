const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The units by their shortest writing; what letters follow (`sec`, `secs`, `seconds`) does not matter. */
const UNITS: readonly (readonly [string, number])[] = [
  ["min", MINUTE_MS],
  ["sec", SECOND_MS],
  ["hour", HOUR_MS],
  ["day", 24 * HOUR_MS],
];

/** Space, tab, line feed, vertical tab, form feed and carriage return. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

/** Reads one entry from left to right. What does not match leaves the reader where it was, save for white space. */
export class Reader {
  readonly text: string;
  readonly end: number;
  at: number;

  constructor(text: string, at: number, end: number) {
    this.text = text;
    this.at = at;
    this.end = end;
  }

  private code(): number {
    return this.at < this.end ? this.text.charCodeAt(this.at) : 0;
  }

  skipSpace(): void {
    while (isSpace(this.code())) this.at++;
  }

  /** Skips `word`, given in small letters and written in any case. */
  word(word: string): boolean {
    this.skipSpace();
    for (let i = 0; i < word.length; i++) {
      if ((this.text.charCodeAt(this.at + i) | 32) !== word.charCodeAt(i)) return false;
    }
    this.at += word.length;
    return true;
  }

  sign(sign: string): boolean {
    this.skipSpace();
    if (this.code() !== sign.charCodeAt(0)) return false;
    this.at++;
    return true;
  }

  /** Moves to the next `sign`, or to the end. */
  seek(sign: string): void {
    const code = sign.charCodeAt(0);
    while (this.at < this.end && this.code() !== code) this.at++;
  }

  /** Moves to the next digit, and says whether there is one. */
  seekDigit(): boolean {
    while (this.at < this.end && !isDigit(this.code())) this.at++;
    return this.at < this.end;
  }

  /** A whole number; `NaN` where none stands here, or one too large to be exact. */
  integer(): number {
    this.skipSpace();
    const value = this.digits(NaN);
    return Number.isSafeInteger(value) ? value : NaN;
  }

  /** A duration in milliseconds; `NaN` where none stands here. `bareUnitMs` is the unit where none is written. */
  duration(bareUnitMs: number): number {
    this.skipSpace();
    let value = this.digits(NaN);
    if (this.code() === 46) {
      const dot = this.at++;
      value = this.digits(value) / 10 ** (this.at - dot - 1);
    }
    const ms = Math.round(value * this.unit(bareUnitMs));
    return Number.isSafeInteger(ms) ? ms : NaN;
  }

  /** What remains, without the white space around it. */
  rest(): string {
    return this.text.slice(this.at, this.end).trim();
  }

  private digits(value: number): number {
    for (; isDigit(this.code()); this.at++) value = (value || 0) * 10 + this.code() - 48;
    return value;
  }

  private unit(bareUnitMs: number): number {
    const unit = UNITS.find(([name]) => this.word(name));
    const from = this.at;
    while (isLetter(this.code())) this.at++;
    return unit ? unit[1] : this.at > from ? NaN : bareUnitMs;
  }
}
