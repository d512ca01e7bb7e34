import type { SampleLanguage } from "../sample-languages/sample-language.ts";

/** A value of a request's field. */
export type FieldValue = string | null | string[];

/** Puts another value in place of a field's. */
export function replaceField(
  sample: string,
  language: SampleLanguage,
  name: string,
  before: FieldValue,
  value: FieldValue,
): string {
  if (Array.isArray(before) && Array.isArray(value)) return replaceItems(sample, language, before, value);
  return sample.replace(
    fieldPattern(language, name, before),
    (_, gap: string, start: string, comma: string) => `${gap}${start}${writeValue(language, value)}${comma}`,
  );
}

/** Removes a field, and the comma before it if it was the last one. */
export function removeField(
  sample: string,
  language: SampleLanguage,
  name: string,
  before: FieldValue,
): string {
  const pattern = new RegExp(`(,?)${fieldPattern(language, name, before).source}`);
  return sample.replace(pattern, (_, commaBefore: string, _gap, _start, comma: string) =>
    comma === "" ? "" : commaBefore,
  );
}

/** Adds a field that the documented request lacks, in the form of the first single value in `written`. */
export function addField(
  sample: string,
  language: SampleLanguage,
  {
    name,
    value,
    written,
  }: { name: string; value: FieldValue; written: Readonly<Record<string, FieldValue>> },
): string {
  const model = Object.entries(written).find(([, other]) => !Array.isArray(other));
  if (!model) return sample;
  return sample.replace(
    fieldPattern(language, ...model),
    (whole, gap: string, start: string) =>
      `${gap}${start.replace(model[0], name)}${writeValue(language, value)},${whole}`,
  );
}

/** Matches a field on lines of its own: the line break and the indent, what stands before the value, and the comma behind it. */
function fieldPattern(language: SampleLanguage, name: string, value: FieldValue): RegExp {
  const written = Array.isArray(value)
    ? `\\[\\s*${itemsPattern(language, value)},?\\s*\\]`
    : escapePattern(writeValue(language, value));
  return new RegExp(`(\\n[ \\t]*)("?${name}"?\\s*(?::|=>)\\s*)${written}(,?)(?=\\n)`);
}

function replaceItems(sample: string, language: SampleLanguage, before: string[], items: string[]): string {
  const pattern = new RegExp(`(\\s*)${itemsPattern(language, before)}(,?)`);
  return sample.replace(pattern, (_, gap: string, comma: string) =>
    items.length === 0 ? "" : gap + items.map((item) => language.quoteInBody(item)).join(`,${gap}`) + comma,
  );
}

function itemsPattern(language: SampleLanguage, items: string[]): string {
  return items.map((item) => escapePattern(language.quoteInBody(item))).join(",\\s*");
}

function writeValue(language: SampleLanguage, value: FieldValue): string {
  if (value === null) return language.null;
  if (!Array.isArray(value)) return language.quoteInBody(value);
  return `[${value.map((item) => language.quoteInBody(item)).join(", ")}]`;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
