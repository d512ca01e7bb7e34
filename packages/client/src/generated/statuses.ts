// Generated from openapi/openapi.yaml by `pnpm generate`. Do not edit.

import type { Phase } from "../contract/operation.ts";

/** The values of `ErrorStatus`, in the contract's order. */
export const errorStatusValues = [
  "error",
  "failed"
] as const;

/** The values of `TrainingStatus`, in the contract's order. */
export const trainingStatusValues = [
  "deploying_gpu",
  "training_started",
  "training_success",
  "trained_model_compressing",
  "trained_model_uploading",
  "trained_model_uploaded",
  "deploying_model",
  "model_ready",
  "training_failed",
  "training_completed",
  "training_cancelled"
] as const;

/** What each value of `TrainingStatus` means. */
export const trainingStatusDescriptions = {
  "deploying_gpu": "Deploying GPU.",
  "training_started": "Training started.",
  "training_success": "Training completed successfully; the model is not ready yet.",
  "trained_model_compressing": "Compressing the trained model.",
  "trained_model_uploading": "Uploading the trained model.",
  "trained_model_uploaded": "Trained model uploaded.",
  "deploying_model": "Deploying the trained model.",
  "model_ready": "The trained model is ready for use.",
  "training_failed": "The training failed.",
  "training_completed": "The training succeeded, in the newer trainer API.",
  "training_cancelled": "The training was cancelled, in the newer trainer API."
} as const;

/** The phase of each value of `TrainingStatus`. */
export const trainingStatusPhases = {
  "deploying_gpu": "queued",
  "training_started": "running",
  "training_success": "running",
  "trained_model_compressing": "running",
  "trained_model_uploading": "running",
  "trained_model_uploaded": "running",
  "deploying_model": "running",
  "model_ready": "succeeded",
  "training_failed": "failed",
  "training_completed": "succeeded",
  "training_cancelled": "failed"
} as const satisfies Record<string, Phase>;
