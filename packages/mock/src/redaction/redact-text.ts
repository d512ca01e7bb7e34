import { toCanonical } from "./canonical-text.ts";
import { findValues, replaceParts, type PrivateValue, type Replacement } from "./find-values.ts";
import type { ToPlaceholder } from "./placeholders.ts";

export interface TextPrivacy {
  values: readonly PrivateValue[];
  /** Words that stay, where they are a whole string of JSON. */
  publicWords: ReadonlySet<string>;
  /** Creates the placeholders of URLs, which can be private in themselves. Undefined if URLs stay. */
  toPlaceholder: ToPlaceholder | undefined;
}

const URLS = /https?:\/\/[^\s"'<>\\^`{|}]+/gi;
const WORDS = /"([\w-]+)"/g;

/** Replaces private values and URLs in a response's body, or in the value of a header. Nothing else changes. */
export function redactText(text: string, { values, publicWords, toPlaceholder }: TextPrivacy): string {
  const found = [...findValues(text, values), ...(toPlaceholder ? findUrls(text, toPlaceholder) : [])];
  if (found.length === 0) return text;
  const isKept = markWords(text, publicWords);
  return replaceParts(
    text,
    found.filter(({ start, end }) => !(isKept(start) && isKept(end - 1))),
  );
}

/** Returns whether a position is within a public word. */
function markWords(text: string, publicWords: ReadonlySet<string>): (position: number) => boolean {
  const kept = new Uint8Array(text.length);
  for (const { 0: quoted, 1: word = "", index } of text.matchAll(WORDS))
    if (publicWords.has(word)) kept.fill(1, index, index + quoted.length);
  return (position) => kept[position] === 1;
}

function findUrls(text: string, toPlaceholder: ToPlaceholder): Replacement[] {
  const canonical = toCanonical(text);
  return [...canonical.text.matchAll(URLS)].map(({ 0: url, index }) => ({
    start: canonical.starts[index] ?? 0,
    end: canonical.starts[index + url.length] ?? 0,
    placeholder: toPlaceholder("url", url),
  }));
}
