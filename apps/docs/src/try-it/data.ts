import type { SampleValues } from "./fill-sample.ts";
import type { Samples } from "./samples.ts";

/** The operation of the form that creates a training. */
export const CREATE = "createTraining";
/** The operation of the form that follows a training. */
export const STATUS = "getTrainingStatus";

/** What the page hands to its script. */
export type TryItData = Pick<SampleValues, "documented" | "documentedTrainingId" | "defaultBaseUrl"> & {
  samples: Samples;
};
