import type { Check, Rule } from "./check.ts";
import { trainingTypeValues } from "./schema.ts";
import type { CreateTrainingRequest } from "./schema.ts";

/**
 * What to train: the contract's request fields without the key, which the client adds. Numbers are welcome for `seed` and
 * `max_train_steps`, and are sent as the documented strings.
 */
export interface TrainingRequest extends Omit<CreateTrainingRequest, "key" | "seed" | "max_train_steps"> {
  /** Makes results reproducible; `null` for a random number. */
  seed?: string | number | null;
  /** From 1 to 2000. Advised: twice the number of images. */
  max_train_steps: string | number;
}

const TEXT: Rule = [/^string\s+\S/, "a text"];
const URL_TEXT: Rule = [/^string https?:\/\/\S+$/i, "an http(s) URL"];

const TYPES = trainingTypeValues.join("|");

/** The contract's rules; a test compares the two. */
const RULES: { [Field in keyof TrainingRequest]-?: Rule } = {
  instance_prompt: TEXT,
  class_prompt: TEXT,
  images: [/^object (?!null|\[)./, "a list of URLs"],
  seed: [/^((string|number) \d+|object null|undefined.*)$/, "digits or null"],
  training_type: [new RegExp(`^(string (${TYPES})|object null)$`), `null|${TYPES}`],
  max_train_steps: [/^(string|number) ([1-9]\d{0,2}|1\d{3}|2000)$/, "1 to 2000"],
  webhook: [/^(string (https?:\/\/\S+)?|object null|undefined.*)$/i, URL_TEXT[1]],
};

export function listChecks(request: TrainingRequest): Check[] {
  const { images } = request;
  return [
    ...Object.entries(RULES).map(([field, rule]): Check => [field, Object(request)[field], rule]),
    ...(Array.isArray(images) ? images : []).map((image, i): Check => [`images[${i}]`, image, URL_TEXT]),
  ];
}

/** Whether the documents advise what is asked for. */
export function isAdvised({ images: { length }, max_train_steps }: TrainingRequest): boolean {
  const ratio = Number(max_train_steps) / length;
  return length >= 3 && length <= 30 && ratio >= 1 && ratio <= 4;
}
