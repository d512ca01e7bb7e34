import { toCanonical, type CanonicalText } from "./canonical-text.ts";

/** A private value that is looked for. */
export interface PrivateValue {
  /** How the value looks without escapes. */
  needle: string;
  /** What replaces it. */
  placeholder: string;
}

/** Returns what to look for, or undefined if the value is part of too many words. */
export function toPrivateValue(value: string, placeholder: string): PrivateValue | undefined {
  const needle = withoutPlus(toCanonical(value).text);
  return needle.trim().length < SHORTEST_VALUE ? undefined : { needle, placeholder };
}

/** In forms, a plus sign stands for a space. */
function withoutPlus(text: string): string {
  return text.replaceAll("+", " ");
}

/** A part of a text, and what replaces it. */
export interface Replacement {
  start: number;
  end: number;
  placeholder: string;
}

/** Shorter values are part of too many words to be looked for. */
const SHORTEST_VALUE = 4;
/** Shorter values are replaced only where they stand alone. */
const SHORTEST_PART = 8;
/** Runs of characters that can be Base64, in either alphabet, or hexadecimal. */
const ENCODED_RUN = /[A-Za-z0-9+/_-]{8,}={0,2}/g;
/** How deep encoded text within encoded text is searched. */
const DEEPEST_ENCODING = 2;

/** Finds private values in a text: plain, escaped in any usual way, and in Base64 or hexadecimal. */
export function findValues(text: string, values: readonly PrivateValue[], depth = 0): Replacement[] {
  const canonical = toCanonical(text);
  const spaced = { ...canonical, text: withoutPlus(canonical.text) };
  const plain = values.flatMap((value) => findPlain(spaced, value));
  return depth < DEEPEST_ENCODING ? [...plain, ...findEncoded(canonical, values, depth)] : plain;
}

/** Replaces parts of a text. Of parts that overlap, the one that begins first is replaced, with all that it overlaps. */
export function replaceParts(text: string, replacements: readonly Replacement[]): string {
  const kept: string[] = [];
  let end = 0;
  const ordered = replacements.toSorted((one, other) => one.start - other.start || other.end - one.end);
  for (const part of ordered) {
    if (part.start >= end) kept.push(text.slice(end, part.start), part.placeholder);
    end = Math.max(end, part.end);
  }
  return kept.join("") + text.slice(end);
}

function findPlain({ text, starts }: CanonicalText, { needle, placeholder }: PrivateValue): Replacement[] {
  const found: Replacement[] = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
    const end = at + needle.length;
    if (needle.length >= SHORTEST_PART || standsAlone(text, at, end))
      found.push({ start: starts[at] ?? 0, end: starts[end] ?? 0, placeholder });
  }
  return found;
}

function standsAlone(text: string, start: number, end: number): boolean {
  return !/\w/.test(text.charAt(start - 1)) && !/\w/.test(text.charAt(end));
}

/** Finds runs of encoded text that contain a private value. The whole run is replaced. */
function findEncoded(
  { text, starts }: CanonicalText,
  values: readonly PrivateValue[],
  depth: number,
): Replacement[] {
  return [...text.matchAll(ENCODED_RUN)].flatMap(({ 0: run, index }) => {
    const hit = decodeRun(run).flatMap((decoded) => findValues(decoded, values, depth + 1))[0];
    if (!hit) return [];
    return [
      { start: starts[index] ?? 0, end: starts[index + run.length] ?? 0, placeholder: hit.placeholder },
    ];
  });
}

/** Returns what a run can mean. The encoded text can begin after some characters that only look like it. */
function decodeRun(run: string): string[] {
  const base64 = [0, 1, 2, 3].map((skipped) => Buffer.from(run.slice(skipped), "base64").toString("utf8"));
  const hex = /^[0-9a-f]+$/i.test(run)
    ? [0, 1].map((skipped) => Buffer.from(run.slice(skipped), "hex").toString("utf8"))
    : [];
  return [...base64, ...hex];
}
