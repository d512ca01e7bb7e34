import type { TrainingRequest } from "./training-request.ts";

/** The service fails a training with fewer valid pictures. A test compares it with the contract's description of `images`. */
export const FEWEST_IMAGES = 3;
/** The documented number of steps for each picture. A test compares it with the description of `max_train_steps`. */
export const STEPS_PER_IMAGE = 2;
/** How many times more or fewer steps are accepted without a warning. */
const TOLERANCE = 2;

/** Returns the recommendation that a valid request does not follow, if any. */
export function findRecommendation({ images, max_train_steps }: TrainingRequest): string | undefined {
  const recommended = images.length * STEPS_PER_IMAGE;
  const ratio = Number(max_train_steps) / recommended;
  if (images.length >= FEWEST_IMAGES && ratio >= 1 / TOLERANCE && ratio <= TOLERANCE) return undefined;
  return `Recommended: at least ${FEWEST_IMAGES} images and about ${STEPS_PER_IMAGE} steps per image.`;
}
