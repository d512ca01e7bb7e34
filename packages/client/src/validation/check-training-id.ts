import { ValidationError } from "../errors.ts";
import { describeValue } from "./describe-value.ts";

/**
 * Checks a training's id. Ids of dots only are refused, because a URL's path gives them another meaning.
 *
 * @throws ValidationError if it cannot be one.
 */
export function checkTrainingId(
  trainingId: unknown,
  redact: (text: string) => string,
): asserts trainingId is string {
  if (typeof trainingId === "string" && /[^.]/.test(trainingId)) return;
  const message = `The training id must be a non-empty string (got ${describeValue(trainingId, redact)})`;
  throw new ValidationError(`${message}.`, {
    problems: [{ field: "training_id", message }],
  });
}
