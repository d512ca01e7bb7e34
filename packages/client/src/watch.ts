import { TrainingFailedError } from "./errors.ts";
import { Following } from "./follow.ts";
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
  const following = new Following(follower, ids, options);
  return Object.assign(following.run(), { refresh: (trainingId: string) => following.refresh(trainingId) });
}

export function watchTraining(
  follower: Follower,
  trainingId: string,
  options: FollowOptions,
): TrainingWatcher {
  const following = new Following(follower, [trainingId], { ...options, maxPerSecond: Infinity });
  return Object.assign(throwLoss(following), { refresh: () => following.refresh(trainingId) });
}

async function* throwLoss(following: Following): AsyncGenerator<TrainingUpdate, void, undefined> {
  for await (const item of following.run()) {
    if ("error" in item) throw item.error;
    yield item;
  }
}

export async function waitForTraining(
  follower: Follower,
  trainingId: string,
  options: WaitOptions,
): Promise<TrainingUpdate> {
  const { onUpdate, ...followOptions } = options;
  let last!: TrainingUpdate;
  for await (const update of watchTraining(follower, trainingId, followOptions)) {
    last = update;
    void notify(follower, onUpdate, update);
  }
  if (last.phase === "failed") throw toFailure(last);
  return last;
}

async function notify(
  { logger }: Follower,
  onUpdate: WaitOptions["onUpdate"],
  update: TrainingUpdate,
): Promise<void> {
  try {
    await onUpdate?.(update);
  } catch (error) {
    logger.warn(`onUpdate threw, the training is waited for all the same. ${error}`);
  }
}

function toFailure(update: TrainingUpdate): TrainingFailedError {
  const { trainingId, status, log } = update;
  const reason = log.entries.findLast((entry) => entry.kind === "failure")?.reason;
  const message = `Training ${trainingId} ended as ${status}: ${reason ?? "the log gives no reason"}.`;
  return new TrainingFailedError(message, { trainingId, reason, update });
}
