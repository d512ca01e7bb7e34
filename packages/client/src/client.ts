import { createApi } from "./api.ts";
import type { Api } from "./api.ts";
import { warnInBrowser } from "./browser-warning.ts";
import { createTraining } from "./create-training.ts";
import type { CreatedTraining } from "./create-training.ts";
import { getTrainingStatus } from "./get-training-status.ts";
import type { TrainingRequest } from "./training-request.ts";
import type { TrainingUpdate } from "./training-update.ts";
import { createTransport } from "./transport.ts";
import type { CallOptions, ClientOptions, Transport } from "./transport.ts";
import { waitForTraining, watchTraining } from "./watch.ts";
import type { TrainingWatcher, WaitOptions } from "./watch.ts";
import { watchTrainings } from "./watch-trainings.ts";
import type { FollowManyOptions, FollowOptions, TrainingsWatcher } from "./watch-trainings.ts";

/**
 * A client of the Dreambooth Sandbox API. All its errors are {@link SandboxError}s, but an abort throws the signal's own
 * reason. Neither the client nor any error shows the API key.
 */
export interface SandboxClient {
  /**
   * The openapi-fetch client, typed by the contract. The client adds the key. It retries, limits and redacts as all other
   * calls do, and throws their errors, so `error` is never set and `data` is a reply that reports success.
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
   * Creates a training, **which costs money**. It is sent again only when it certainly did not arrive.
   *
   * @throws ValidationError before anything is sent, with every problem of the request.
   * @throws CreateOutcomeUnknownError when the training may exist and be charged for; also on an abort under way.
   * @throws AuthenticationError, QuotaError, RateLimitError or UnexpectedReplyError when the service refuses.
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
  createTraining(request: TrainingRequest, options?: CallOptions): Promise<CreatedTraining>;

  /**
   * Asks once how far a training is, with retries.
   *
   * @throws TrainingNotFoundError if the service does not know the id.
   * @throws ConnectionError, TimeoutError, RateLimitError or UnexpectedReplyError when retries do not help; DeadlineError when time is up.
   * @example
   * ```ts
   * const { status, progress, etaMs } = await client.getTrainingStatus("F5jvdzGnYi");
   * ```
   */
  getTrainingStatus(trainingId: string, options?: CallOptions): Promise<TrainingUpdate>;

  /**
   * Follows a training: yields its first status, every change, and its last status, whether it succeeded or failed. It asks
   * when {@link nextPollDelayMs} says so, and only while the next update is waited for. Can be iterated once.
   *
   * @throws the error of the request, while iterating, when more than `maxFailures` fail in a row, or one that will not
   * pass; DeadlineError when time is up. The training goes on: watch it again by its id.
   * @example
   * ```ts
   * for await (const { status, progress } of client.watchTraining("F5jvdzGnYi")) console.log(status, progress);
   * ```
   */
  watchTraining(trainingId: string, options?: FollowOptions): TrainingWatcher;

  /**
   * Follows any number of trainings, each on its own schedule, under shared limits. The training that is due longest is
   * asked for first. A training that cannot be followed any more, or not before the deadline, is yielded with its
   * `error`, and the others go on.
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
   * Follows a training to its end, as {@link SandboxClient.watchTraining} does, and returns the last update.
   *
   * @throws TrainingFailedError when the training fails, and all that `watchTraining` throws.
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
 * Makes a client. It keeps no connection and no timer, so there is nothing to close.
 *
 * @throws AuthenticationError without an API key.
 * @throws ValidationError for a base URL that is not https, has credentials, a query or a fragment.
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
  warnInBrowser(transport.logger);
  return {
    api: createApi(transport),
    createTraining: bind(createTraining),
    getTrainingStatus: bind(getTrainingStatus),
    watchTraining: bind(watchTraining),
    watchTrainings: bind(watchTrainings),
    waitForTraining: bind(waitForTraining),
  };
}
