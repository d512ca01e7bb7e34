import type { SampleLanguage } from "../sample-languages/sample-language.ts";
import { addField, removeField, replaceField, type FieldValue } from "./edit-body.ts";

/** What a reader entered. */
export interface SampleValues {
  /** The documented request. Its values stand in the sample. */
  documented: Readonly<Record<string, FieldValue>>;
  /** The reader's request, without the key: samples take that from the environment. */
  fields: Readonly<Record<string, FieldValue>>;
  /** The server that the sample sends its request to by default. */
  defaultBaseUrl: string;
  baseUrl: string;
  /** The id in the sample's first line, which is a comment with the command that runs the sample. */
  documentedTrainingId: string;
  trainingId: string;
}

/** Returns a code sample with a reader's values in place of the documented ones. */
export function fillSample(sample: string, language: SampleLanguage, values: SampleValues): string {
  const { defaultBaseUrl, baseUrl, documentedTrainingId, trainingId } = values;
  const withServer = sample.replace(`"${defaultBaseUrl}"`, () => language.quoteInCode(baseUrl));
  const withFields = fillBody(withServer, language, values);
  // Other characters could end the comment that the id stands in.
  const isSafe = /^[\w.~-]+$/.test(trainingId);
  return isSafe ? fillCommand(withFields, language, documentedTrainingId, trainingId) : withFields;
}

function fillBody(sample: string, language: SampleLanguage, { documented, fields }: SampleValues): string {
  const { key: _key, ...written } = documented;
  let filled = sample;
  for (const [name, value] of Object.entries(fields))
    if (!Object.hasOwn(written, name)) filled = addField(filled, language, { name, value, written });
  for (const [name, before] of Object.entries(written)) {
    const value = fields[name];
    filled =
      value === undefined
        ? removeField(filled, language, name, before)
        : replaceField(filled, language, name, before, value);
  }
  return filled;
}

function fillCommand(sample: string, { extension }: SampleLanguage, before: string, id: string): string {
  return sample.replace(`.${extension} ${before}\n`, `.${extension} ${id}\n`);
}
