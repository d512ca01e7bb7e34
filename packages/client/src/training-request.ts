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

/** The contract's rules; a test compares the two. */
export function listChecks(request: TrainingRequest): Check[] {
  const { instance_prompt, class_prompt, images, seed, training_type, max_train_steps, webhook } = request;
  const types = trainingTypeValues.join("|");
  return [
    ["instance_prompt", instance_prompt, TEXT],
    ["class_prompt", class_prompt, TEXT],
    ["images", images, [/^object (?!null|\[)./, "a list of URLs"]],
    ...(Array.isArray(images) ? images : []).map((image, i): Check => [`images[${i}]`, image, URL_TEXT]),
    ["seed", seed ?? 0, [/^(string|number) \d+$/, "digits or null"]],
    ["training_type", training_type, [new RegExp(`^(string (${types})|object null)$`), `null|${types}`]],
    ["max_train_steps", max_train_steps, [/^(string|number) ([1-9]\d{0,2}|1\d{3}|2000)$/, "1 to 2000"]],
    ["webhook", webhook || "http://none", URL_TEXT],
  ];
}

/** What the documents advise against, although it is allowed. */
export function listAdvice({ images: { length }, max_train_steps }: TrainingRequest): string[] {
  const ratio = Number(max_train_steps) / length;
  const advice = [];
  if (length < 3) advice.push(`Fewer than 3 valid images make a training fail, got ${length}.`);
  if (length > 30) advice.push(`About 7 or 8 images are advised, got ${length}.`);
  if (ratio < 1 || ratio > 4)
    advice.push(`max_train_steps ${length * 2} is advised, got ${max_train_steps}.`);
  return advice;
}
