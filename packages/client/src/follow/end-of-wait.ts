import { SandboxError } from "../errors.ts";
import type { TrainingUpdate } from "../training-update.ts";
import type { FollowState } from "./follow-state.ts";

/**
 * Adds to an error that ends a wait what was observed until then, and how to resume. An error that is not a
 * {@link SandboxError} is returned unchanged.
 */
export function completeError(
  error: unknown,
  trainingId: string,
  state: FollowState | undefined,
  lastUpdate: TrainingUpdate | undefined,
): unknown {
  if (!(error instanceof SandboxError)) return error;
  return Object.assign(error, {
    message: `${error.message} The training continues: resume with watchTraining(${JSON.stringify(trainingId)}).`,
    trainingId,
    ...(state && { observed: state.observed, polledAt: state.polledAt }),
    ...(lastUpdate && { lastUpdate }),
  });
}
