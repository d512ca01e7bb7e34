import type { Problem } from "./errors.ts";
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

/** The limits of the contract and the advice of the documents; a test compares the former with the contract. */
const MOST_STEPS = 2000;
const FEWEST_IMAGES = 3;
const MOST_IMAGES = 30;

/** Everything that the contract forbids about a request. */
export function findRequestProblems(request: TrainingRequest): Problem[] {
  const { instance_prompt, class_prompt, images, seed, training_type, max_train_steps, webhook } = request;
  return [
    check("instance_prompt", isFilled(instance_prompt), "a text that is not empty", instance_prompt),
    check("class_prompt", isFilled(class_prompt), "a text that is not empty", class_prompt),
    check("images", Array.isArray(images) && images.length > 0, "a list of one or more URLs", images),
    ...(Array.isArray(images) ? images : []).map((image, i) =>
      check(`images[${i}]`, isHttpUrl(image), "an http or https URL", image),
    ),
    check("seed", seed == null || isInteger(seed, 0, Infinity), "digits or null", seed),
    check(
      "training_type",
      training_type === null || trainingTypeValues.includes(training_type),
      `null or one of ${trainingTypeValues.join(", ")}`,
      training_type,
    ),
    check(
      "max_train_steps",
      isInteger(max_train_steps, 1, MOST_STEPS),
      `a whole number from 1 to ${MOST_STEPS}`,
      max_train_steps,
    ),
    check(
      "webhook",
      webhook == null || webhook === "" || isHttpUrl(webhook),
      "an http or https URL, or nothing",
      webhook,
    ),
  ].filter((problem) => problem !== undefined);
}

/** What the documents advise against, although it is allowed. */
export function findAdvice({ images, max_train_steps }: TrainingRequest): string[] {
  const steps = Number(max_train_steps);
  const advised = images.length * 2;
  return [
    images.length < FEWEST_IMAGES &&
      `With fewer than ${FEWEST_IMAGES} valid images a training fails; the request has ${images.length}.`,
    images.length > MOST_IMAGES && `7 or 8 images are a good number; the request has ${images.length}.`,
    (steps < advised / 2 || steps > advised * 2) &&
      `Twice the number of images is the advised max_train_steps, here ${advised}; the request has ${steps}.`,
  ].filter((advice) => advice !== false);
}

function check(field: string, isValid: boolean, expected: string, came: unknown): Problem | undefined {
  return isValid
    ? undefined
    : { field, message: `expected ${expected}, got ${JSON.stringify(came)?.slice(0, 100)}` };
}

function isFilled(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

function isInteger(value: unknown, least: number, most: number): boolean {
  return /^(0|[1-9]\d*)$/.test(String(value)) && Number(value) >= least && Number(value) <= most;
}

/** Whether a value is an absolute http or https URL. */
export function isHttpUrl(value: unknown): value is string {
  return typeof value === "string" && /^https?:\/\//i.test(value) && URL.canParse(value);
}
