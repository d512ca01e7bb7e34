import type { TrainingUpdate } from "@dreambooth-sandbox/client";
import type { EventError } from "../store/event.ts";

/** How following a training has ended. */
export interface TrainingEnd {
  trainingId: string;
  account: string;
  /** `lost`: following ended before the training did. `follow` follows it again. */
  outcome: "succeeded" | "failed" | "lost";
  /** The last update. Absent if there was none. */
  update?: TrainingUpdate;
  /** Why the training was lost: the error of the last request, or the deadline. */
  error?: EventError;
}
