import type { CallOptions, ClientOptions } from "./http/client-options.ts";
import { createTransport } from "./http/transport.ts";
import type { Transport } from "./http/transport.ts";
import type { FollowManyOptions, FollowOptions, WaitOptions } from "./follow/follow-options.ts";
import { watchTraining } from "./follow/watch-training.ts";
import type { TrainingWatcher } from "./follow/watch-training.ts";
import { watchTrainings } from "./follow/watch-trainings.ts";
import type { TrainingsWatcher } from "./follow/watch-trainings.ts";
import type { IntentResolution } from "./journal/intent-resolution.ts";
import type { Api } from "./operations/api.ts";
import { createTraining } from "./operations/create-training.ts";
import type { CreateOptions } from "./operations/create-options.ts";
import type { CreatedTraining } from "./operations/created-training.ts";
import { getTrainingStatus } from "./operations/get-training-status.ts";
import { loadApi } from "./operations/load-api.ts";
import { resolveIntent } from "./operations/resolve-intent.ts";
import type { TrainingRequest } from "./operations/training-request.ts";
import type { TrainingUpdate } from "./training-update.ts";

/**
 * A client of the Dreambooth Sandbox API. It throws {@link SandboxError}s, except that an abort throws the signal's own
 * reason, and a wrong option a `TypeError`. Neither the client nor any error contains the API key.
 */
export interface SandboxClient {
  /**
   * The openapi-fetch client, typed by the contract. The client adds the key. It validates, retries, and redacts like all
   * other calls, and throws their errors: `error` is never set, and `data` is a response that reports success.
   *
   * @example
   * ```ts
   * const { data } = await client.api.POST("/api/sandbox/v3/fine_tune_status/{training_id}", {
   *   params: { path: { training_id: "F5jvdzGnYi" } },
   *   body: {},
   * });
   * console.log(data?.messege);
   * ```
   */
  readonly api: Api;

  /**
   * Creates a training, **which costs money**. The request is sent again only if it surely did not arrive. With an `intentId`
   * and a journal, that also holds for further calls, after a crash, and in other processes.
   *
   * @throws ValidationError before anything is sent, with every problem of the request, or if the `intentId` belongs to
   * another request.
   * @throws CreateOutcomeUnknownError if the training may exist and be charged for; also if you abort a request in flight.
   * @throws JournalError if the intent could not be recorded, or not before the deadline. Nothing was sent.
   * @throws AuthenticationError, QuotaError, RateLimitError, or UnexpectedResponseError if the service refuses the request.
   * @example
   * ```ts
   * const { trainingId } = await client.createTraining({
   *   instance_prompt: "photo of adhik person",
   *   class_prompt: "photo of person",
   *   images: ["https://example.com/1.png", "https://example.com/2.png", "https://example.com/3.png"],
   *   training_type: "men",
   *   max_train_steps: 6,
   * });
   * ```
   */
  createTraining(request: TrainingRequest, options?: CreateOptions): Promise<CreatedTraining>;

  /**
   * Records what you found out about an intent whose outcome was unknown: its training, or that none was created. After
   * `notCreated`, `createTraining` with the same `intentId` sends the request again.
   *
   * @throws ValidationError if the journal does not have the intent, or contradicts you.
   * @throws JournalError if the journal fails.
   * @example
   * ```ts
   * await client.resolveIntent("order-4711", { trainingId: "F5jvdzGnYi" });
   * ```
   */
  resolveIntent(intentId: string, resolution: IntentResolution): Promise<void>;

  /**
   * Returns a training's status and its estimated time remaining. Retries transient failures.
   *
   * @throws TrainingNotFoundError if the service has no training with this id.
   * @throws ConnectionError, TimeoutError, RateLimitError, or UnexpectedResponseError if retries do not help; DeadlineError when the time is up.
   * @example
   * ```ts
   * const { status, progress, etaMs } = await client.getTrainingStatus("F5jvdzGnYi");
   * ```
   */
  getTrainingStatus(trainingId: string, options?: CallOptions): Promise<TrainingUpdate>;

  /**
   * Follows a training: yields its first status, every change, and its last status, whether it succeeded or failed.
   * {@link nextPollDelayMs} sets the polling interval. Polls only while you await the next update. Can be iterated once.
   *
   * @throws while iterating, the error of a request that is not transient, or of the last one after more than `maxFailures`
   * consecutive failures; DeadlineError when the time is up. The training continues: watch it again by its id.
   * @example
   * ```ts
   * for await (const { status, progress } of client.watchTraining("F5jvdzGnYi")) console.log(status, progress);
   * ```
   */
  watchTraining(trainingId: string, options?: FollowOptions): TrainingWatcher;

  /**
   * Follows any number of trainings, each on its own schedule, under shared limits. The most overdue training is polled
   * first. A training that can no longer be followed, or not before the deadline, is yielded with its `error`; following
   * the others continues.
   *
   * @example
   * ```ts
   * for await (const item of client.watchTrainings(["F5jvdzGnYi", "k8Wq2LmZxA"])) {
   *   if ("error" in item) console.error(item.trainingId, item.error);
   *   else console.log(item.trainingId, item.status);
   * }
   * ```
   */
  watchTrainings(trainingIds: Iterable<string>, options?: FollowManyOptions): TrainingsWatcher;

  /**
   * Follows a training to its end, like {@link SandboxClient.watchTraining}, and returns the last update.
   *
   * @throws TrainingFailedError if the training fails, and everything that `watchTraining` throws.
   * @example
   * ```ts
   * const last = await client.waitForTraining("F5jvdzGnYi", {
   *   deadlineMs: 2 * 60 * 60_000,
   *   onUpdate: ({ status }) => console.log(status),
   * });
   * ```
   */
  waitForTraining(trainingId: string, options?: WaitOptions): Promise<TrainingUpdate>;
}

/**
 * Creates a client. It holds no connection and no timer, so there is nothing to close.
 *
 * @throws AuthenticationError without an API key.
 * @throws ValidationError for a base URL that is not https, or has credentials, a query, a fragment, or a port that `fetch`
 * blocks.
 * @throws TypeError for an option of the wrong type.
 * @example
 * ```ts
 * const client = createClient({ apiKey: "…", timeoutMs: 30_000 });
 * ```
 */
export function createClient(options?: ClientOptions): SandboxClient {
  const transport = createTransport(options);
  const bind =
    <Args extends unknown[], Result>(call: (transport: Transport, ...args: Args) => Result) =>
    (...args: Args) =>
      call(transport, ...args);
  return {
    api: loadApi(transport),
    createTraining: bind(createTraining),
    resolveIntent: bind(resolveIntent),
    getTrainingStatus: bind(getTrainingStatus),
    watchTraining: bind(watchTraining),
    watchTrainings: bind(watchTrainings),
    // Loaded with what follows trainings.
    waitForTraining: async (...args) =>
      (await import("./follow/wait-for-training.ts")).waitForTraining(transport, ...args),
  };
}
