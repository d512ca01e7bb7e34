export { createClient } from "./client.ts";
export type { SandboxClient } from "./client.ts";
export { systemClock } from "./clock.ts";
export type { Clock } from "./clock.ts";
export {
  AuthenticationError,
  ConnectionError,
  CreateOutcomeUnknownError,
  DeadlineError,
  JournalError,
  QuotaError,
  RateLimitError,
  SandboxError,
  TimeoutError,
  TrainingFailedError,
  TrainingNotFoundError,
  UnexpectedResponseError,
  UnsupportedRuntimeError,
  ValidationError,
} from "./errors.ts";
export type { ConnectionErrorFields, Problem, SandboxErrorFields } from "./errors.ts";
export type { FollowManyOptions, FollowOptions, WaitOptions } from "./follow/follow-options.ts";
export type { FollowState } from "./follow/follow-state.ts";
export { followStep } from "./follow/follow-step.ts";
export type { FollowEvent, FollowStep, FollowStepOptions } from "./follow/follow-step.ts";
export { nextPollDelayMs } from "./follow/next-poll-delay.ts";
export type { PollState } from "./follow/next-poll-delay.ts";
export type { TrainingWatcher } from "./follow/watch-training.ts";
export type { LostTraining } from "./follow/lost-training.ts";
export type { TrainingsWatcher } from "./follow/watch-trainings.ts";
export { trainingStatusValues } from "./generated/statuses.ts";
export type { CallOptions, ClientOptions } from "./http/client-options.ts";
export type { Logger } from "./http/logger.ts";
export { isSurelyNotSent } from "./http/outcome.ts";
export type { Intent, IntentChange, IntentState } from "./journal/intent.ts";
export type { IntentResolution } from "./journal/intent-resolution.ts";
export type { BeginResult, IntentRecorder, Journal } from "./journal/journal.ts";
export type { WebhookTokenPlace } from "./journal/webhook-token.ts";
export type { Api, ApiPaths } from "./operations/api.ts";
export type { CreateOptions } from "./operations/create-options.ts";
export type { CreatedTraining } from "./operations/created-training.ts";
export type { TrainingRequest } from "./operations/training-request.ts";
export type { TraceContext } from "./tracing.ts";
export type {
  ListedTrainingStatus,
  TrainingPhase,
  TrainingStatus,
  TrainingUpdate,
} from "./training-update.ts";
export type { LogEntry, TrainingLog } from "@dreambooth-sandbox/log-parser";
