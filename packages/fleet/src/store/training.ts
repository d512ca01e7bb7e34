import type { FollowState, TrainingPhase } from "@dreambooth-sandbox/client";

/** A training's phase; `new` before its first poll, and `lost` if following ended before the training did. */
export type FleetPhase = TrainingPhase | "new" | "lost";

/** The phases in the order of a training's life. */
export const fleetPhases: readonly FleetPhase[] = [
  "new",
  "queued",
  "running",
  "unknown",
  "succeeded",
  "failed",
  "lost",
];

/** What a store has about a training. */
export interface StoredTraining {
  trainingId: string;
  account: string;
  phase: FleetPhase;
  /** Absent before the first poll. */
  state?: FollowState;
}

/** Returns whether a training is no longer followed. */
export function hasEnded({ phase }: Pick<StoredTraining, "phase">): boolean {
  return phase === "succeeded" || phase === "failed" || phase === "lost";
}
