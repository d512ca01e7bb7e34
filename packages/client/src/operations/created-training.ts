import type { TrainingStatus } from "../training-update.ts";

/** A training that was created, just now or by an earlier call with the same `intentId`. */
export interface CreatedTraining {
  /** All that is needed to follow the training, from any process. */
  trainingId: string;
  /** The first status; `unknown` if the response has none, and for a training that the journal already had. */
  status: TrainingStatus;
  /** The estimated duration of the training, in milliseconds. Absent if the response has none. */
  etaMs?: number;
  /** The response body, without the API key; `undefined` for a training that the journal already had. */
  raw: unknown;
}
