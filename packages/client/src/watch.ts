import { TrainingFailedError } from "./errors.ts";
import type { TrainingUpdate } from "./training-update.ts";
import type { Transport } from "./transport.ts";
import { watchTrainings } from "./watch-trainings.ts";
import type { FollowOptions, TrainingsWatcher } from "./watch-trainings.ts";

/** The updates of one training, for `for await`: the first status, every change, and the last. */
export interface TrainingWatcher extends AsyncIterableIterator<TrainingUpdate> {
  /** Asks for the status at once, after a hint such as a webhook call. */
  refresh(): void;
}

/** How to wait for a training. */
export interface WaitOptions extends FollowOptions {
  /** Is told of every update. It is not waited for; what it throws is logged, and ends nothing. */
  onUpdate?: ((update: TrainingUpdate) => unknown) | undefined;
}

export function watchTraining(
  transport: Transport,
  trainingId: string,
  options: FollowOptions = {},
): TrainingWatcher {
  const watcher = watchTrainings(transport, [trainingId], { ...options, maxPerSecond: Infinity });
  return Object.assign(throwLoss(watcher), { refresh: () => watcher.refresh(trainingId) });
}

async function* throwLoss(watcher: TrainingsWatcher) {
  for await (const item of watcher) {
    if ("error" in item) throw item.error;
    yield item;
  }
}

export async function waitForTraining(
  transport: Transport,
  trainingId: string,
  options: WaitOptions = {},
): Promise<TrainingUpdate> {
  let last: TrainingUpdate | undefined;
  for await (const update of watchTraining(transport, trainingId, options)) {
    last = update;
    Promise.resolve(update)
      .then(options.onUpdate)
      .catch((error) => transport.logger.warn(`onUpdate threw: ${String(error)}`));
  }
  return requireSuccess(last as TrainingUpdate);
}

function requireSuccess(update: TrainingUpdate): TrainingUpdate {
  if (update.phase === "succeeded") return update;
  const { trainingId, status, log } = update;
  const reason = log.entries.find((entry) => entry.kind === "failure")?.reason;
  throw new TrainingFailedError(
    `Training ${trainingId} ended as ${status}: ${reason ?? "the log gives no reason"}.`,
    { trainingId, reason, update },
  );
}
