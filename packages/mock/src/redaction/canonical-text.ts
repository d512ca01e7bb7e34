/**
 * A text without the escapes of JSON, URLs, forms and HTML, so that two spellings of a word become equal. Escapes within
 * escapes are removed too, as in JSON within JSON.
 */
export interface CanonicalText {
  text: string;
  /** Where the spelling of each character begins in the original. The last entry is the original's length. */
  starts: Uint32Array;
}

/** How many times a text is expected to be escaped. */
const MOST_PASSES = 4;
const ESCAPE =
  /\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[\\/"'bfnrt]|(?:%[0-9a-f]{2})+|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos);/gi;
const MAY_CONTAIN_ESCAPES = /[\\%&]/;
const CONTROLS: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Removes the escapes of a text. */
export function toCanonical(original: string): CanonicalText {
  let current = { text: original, starts: identity(original.length) };
  for (let pass = 0; pass < MOST_PASSES && MAY_CONTAIN_ESCAPES.test(current.text); pass += 1) {
    const next = removeEscapes(current.text);
    if (next.text === current.text) break;
    current = { text: next.text, starts: next.starts.map((start) => current.starts[start] ?? 0) };
  }
  return current;
}

function identity(length: number): Uint32Array {
  return Uint32Array.from({ length: length + 1 }, (_, index) => index);
}

function removeEscapes(text: string): CanonicalText {
  const parts: string[] = [];
  const starts: number[] = [];
  let end = 0;

  function keep(until: number): void {
    parts.push(text.slice(end, until));
    for (let index = end; index < until; index += 1) starts.push(index);
  }

  for (const { 0: escape, index } of text.matchAll(ESCAPE)) {
    keep(index);
    for (const { character, offset } of decodeEscape(escape)) {
      parts.push(character);
      // A character outside the basic plane has two code units.
      for (let unit = 0; unit < character.length; unit += 1) starts.push(index + offset);
    }
    end = index + escape.length;
  }
  keep(text.length);
  return { text: parts.join(""), starts: Uint32Array.from([...starts, text.length]) };
}

interface Decoded {
  character: string;
  /** Where its spelling begins within the escape. */
  offset: number;
}

function decodeEscape(escape: string): Decoded[] {
  if (escape.startsWith("%")) return decodePercents(escape);
  return [{ character: decodeCharacter(escape), offset: 0 }];
}

function decodeCharacter(escape: string): string {
  if (/^\\[ux]/i.test(escape)) return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
  if (escape.startsWith("\\")) return CONTROLS[escape.slice(1)] ?? escape.slice(1);
  const entity = escape.slice(1, -1).toLowerCase();
  if (!entity.startsWith("#")) return ENTITIES[entity] ?? escape;
  const point = entity.startsWith("#x") ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return point <= 0x10ffff ? String.fromCodePoint(point) : escape;
}

/** Decodes percent-encoded UTF-8, one character at a time. Bytes that are not UTF-8 stay as they are. */
function decodePercents(escapes: string): Decoded[] {
  const bytes = Buffer.from(escapes.replaceAll("%", ""), "hex");
  const decoded: Decoded[] = [];
  for (let index = 0; index < bytes.length;) {
    const length = lengthOfCharacter(bytes[index] ?? 0);
    const character = bytes.subarray(index, index + length).toString("utf8");
    const valid = length > 0 && character !== "\ufffd" && index + length <= bytes.length;
    if (valid) decoded.push({ character, offset: index * 3 });
    else decoded.push(...keepEscape(escapes, index * 3));
    index += valid ? length : 1;
  }
  return decoded;
}

/** Keeps the three characters of an escape. */
function keepEscape(escapes: string, start: number): Decoded[] {
  return [0, 1, 2].map((at) => ({ character: escapes.charAt(start + at), offset: start + at }));
}

/** Returns how many bytes the UTF-8 character has that begins with this byte, or 0 if none does. */
function lengthOfCharacter(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}
