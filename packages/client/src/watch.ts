import { TrainingFailedError } from "./errors.ts";
import { follow } from "./follow.ts";
import type { Follower, FollowManyOptions, FollowOptions, LostTraining } from "./follow.ts";
import type { TrainingUpdate } from "./training-update.ts";

/** The updates of one training, for `for await`: the first status, every change, and the last. */
export interface TrainingWatcher extends AsyncIterableIterator<TrainingUpdate> {
  /** Asks for the status at once, after a hint such as a webhook call. */
  refresh(): void;
}

/** The updates of many trainings, for `for await`. An item with an `error` is a training that is no longer watched. */
export interface TrainingsWatcher extends AsyncIterableIterator<TrainingUpdate | LostTraining> {
  /** Asks for one training's status at once. */
  refresh(trainingId: string): void;
}

/** How to wait for a training. */
export interface WaitOptions extends FollowOptions {
  /** Is told of every update. It is not waited for; what it throws is logged, and ends nothing. */
  onUpdate?: ((update: TrainingUpdate) => unknown) | undefined;
}

export function watchTrainings(
  follower: Follower,
  ids: Iterable<string>,
  options: FollowManyOptions,
): TrainingsWatcher {
  const lose = (trainingId: string, error: unknown): LostTraining => ({ trainingId, error });
  const { run, refresh } = follow(follower, ids, options, lose);
  return Object.assign(run(), { refresh });
}

export function watchTraining(
  follower: Follower,
  trainingId: string,
  options: FollowOptions,
): TrainingWatcher {
  const lose = (_: string, error: unknown): never => {
    throw error;
  };
  const { run, refresh } = follow(follower, [trainingId], { ...options, maxPerSecond: Infinity }, lose);
  return Object.assign(run(), { refresh: () => refresh(trainingId) });
}

export async function waitForTraining(
  follower: Follower,
  trainingId: string,
  options: WaitOptions,
): Promise<TrainingUpdate> {
  let last: TrainingUpdate | undefined;
  for await (const update of watchTraining(follower, trainingId, options)) {
    last = update;
    Promise.resolve(update)
      .then(options.onUpdate)
      .catch((error) => follower.logger.warn(`onUpdate threw: ${String(error)}`));
  }
  return requireSuccess(last);
}

function requireSuccess(update: TrainingUpdate | undefined): TrainingUpdate {
  if (update?.phase === "succeeded") return update;
  const { trainingId, status } = update ?? {};
  const reason = update?.log.entries.find((entry) => entry.kind === "failure")?.reason;
  throw new TrainingFailedError(
    `Training ${trainingId} ended as ${status}: ${reason ?? "the log gives no reason"}.`,
    { trainingId, reason, update },
  );
}
