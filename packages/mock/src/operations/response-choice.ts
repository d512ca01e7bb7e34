import type { StagePatch } from "../life-cycle/stages.ts";

/** The response of the contract that the mock chose, and what it changes in it. Prism chooses if both are absent. */
export interface ResponseChoice {
  example?: string;
  code?: number;
  patch?: StagePatch & { training_id?: string };
  /** False if the request is refused whatever else is wrong with it. */
  validate?: boolean;
}
