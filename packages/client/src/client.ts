import { createApi } from "./api.ts";
import type { Api } from "./api.ts";
import { warnInBrowser } from "./browser-warning.ts";
import { createTraining } from "./create-training.ts";
import type { CreatedTraining } from "./create-training.ts";
import type { FollowManyOptions, FollowOptions } from "./follow.ts";
import { getTrainingStatus } from "./get-training-status.ts";
import type { TrainingRequest } from "./training-request.ts";
import type { TrainingUpdate } from "./training-update.ts";
import { createTransport } from "./transport.ts";
import type { CallOptions, ClientOptions } from "./transport.ts";
import { waitForTraining, watchTraining, watchTrainings } from "./watch.ts";
import type { TrainingWatcher, TrainingsWatcher, WaitOptions } from "./watch.ts";

/** A client of the Dreambooth Sandbox API. */
export interface SandboxClient {
  readonly api: Api;
  createTraining(request: TrainingRequest, options?: CallOptions): Promise<CreatedTraining>;
  getTrainingStatus(trainingId: string, options?: CallOptions): Promise<TrainingUpdate>;
  watchTraining(trainingId: string, options?: FollowOptions): TrainingWatcher;
  watchTrainings(trainingIds: Iterable<string>, options?: FollowManyOptions): TrainingsWatcher;
  waitForTraining(trainingId: string, options?: WaitOptions): Promise<TrainingUpdate>;
}

/** Makes a client. */
export function createClient(options: ClientOptions = {}): SandboxClient {
  const transport = createTransport(options);
  const { clock, logger } = transport;
  warnInBrowser(logger);
  const getStatus = (trainingId: string, options: CallOptions = {}) =>
    getTrainingStatus(transport, trainingId, options);
  const follower = { clock, logger, getStatus };
  return {
    api: createApi(transport),
    createTraining: (request, options = {}) => createTraining(transport, request, options),
    getTrainingStatus: getStatus,
    watchTraining: (trainingId, options = {}) => watchTraining(follower, trainingId, options),
    watchTrainings: (trainingIds, options = {}) => watchTrainings(follower, trainingIds, options),
    waitForTraining: (trainingId, options = {}) => waitForTraining(follower, trainingId, options),
  };
}
