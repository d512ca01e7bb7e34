/** A training that is no longer followed, and the reason. The others still are. */
export interface LostTraining {
  /** The training's id. */
  trainingId: string;
  /** Usually a {@link SandboxError}. */
  error: unknown;
}
