import type { SampleExtension } from "../sample-languages.ts";
import { quoteInBody, quoteInCode } from "./quote.ts";

/** A value of a request's field, as the contract's requests have them. */
export type FieldValue = string | null | string[];

/** What a reader entered. */
export interface SampleValues {
  /** The documented request, whose values stand in the sample. */
  documented: Readonly<Record<string, FieldValue>>;
  /** The values to put in their place, by field. The key is never one: samples take it from the environment. */
  fields: Readonly<Record<string, FieldValue>>;
  baseUrl: string;
  /** The training to ask for. */
  trainingId?: string;
}

/** Where every sample sends its request by default. */
const BASE_URL = `"https://stablediffusionapi.com"`;
/** The first line of a status sample says how to run it, with the documented training. */
const TRAINING_ID = /(?<=getTrainingStatus\.\w+ )\S+$/m;

/** A code sample with a reader's values in place of the documented ones. */
export function fillSample(sample: string, extension: SampleExtension, values: SampleValues): string {
  const { documented, fields, baseUrl, trainingId } = values;
  let filled = sample.replace(BASE_URL, () => quoteInCode(baseUrl, extension));
  for (const [name, value] of Object.entries(fields)) {
    const before = documented[name];
    if (before !== undefined) filled = replaceField(filled, extension, name, before, value);
  }
  // An id of other characters could end the comment that it stands in.
  return trainingId && /^[\w.~-]+$/.test(trainingId) ? filled.replace(TRAINING_ID, trainingId) : filled;
}

function replaceField(
  sample: string,
  extension: SampleExtension,
  name: string,
  before: FieldValue,
  value: FieldValue,
): string {
  if (Array.isArray(before) || Array.isArray(value)) {
    return replaceList(sample, extension, [before ?? []].flat(), [value ?? []].flat());
  }
  const field = new RegExp(`(\\b${name}"?\\s*(?::|=>)\\s*)${escapePattern(JSON.stringify(before))}`);
  return sample.replace(field, (_, start: string) => start + quoteInBody(value, extension));
}

function replaceList(sample: string, extension: SampleExtension, before: string[], items: string[]): string {
  const old = before.map((item) => escapePattern(JSON.stringify(item))).join(",\\s*");
  return sample.replace(new RegExp(`(\\s*)${old}(,?)`), (_, gap: string, comma: string) =>
    items.length === 0 ? "" : gap + items.map((item) => quoteInBody(item, extension)).join(`,${gap}`) + comma,
  );
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
