export type { Api, ApiPaths } from "./api.ts";
export { createClient } from "./client.ts";
export type { SandboxClient } from "./client.ts";
export { systemClock } from "./clock.ts";
export type { Clock } from "./clock.ts";
export type { CreatedTraining } from "./create-training.ts";
export {
  AuthenticationError,
  ConnectionError,
  CreateOutcomeUnknownError,
  DeadlineError,
  QuotaError,
  RateLimitError,
  SandboxError,
  TimeoutError,
  TrainingFailedError,
  TrainingNotFoundError,
  UnexpectedReplyError,
  ValidationError,
} from "./errors.ts";
export type { Problem } from "./errors.ts";
export type { Logger } from "./logger.ts";
export { nextPollDelayMs } from "./next-poll-delay.ts";
export type { PollState } from "./next-poll-delay.ts";
export { trainingStatusValues, trainingTypeValues } from "./schema.ts";
export type { TrainingRequest } from "./training-request.ts";
export type { TrainingPhase, TrainingStatus, TrainingUpdate } from "./training-update.ts";
export type { CallOptions, ClientOptions } from "./transport.ts";
export type { TrainingWatcher, WaitOptions } from "./watch.ts";
export type { FollowManyOptions, FollowOptions, LostTraining, TrainingsWatcher } from "./watch-trainings.ts";
export type { LogEntry, TrainingLog } from "@dreambooth-sandbox/log-parser";
