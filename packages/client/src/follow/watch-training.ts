import type { Transport } from "../http/transport.ts";
import type { TrainingUpdate } from "../training-update.ts";
import { checkOptions } from "../validation/check-options.ts";
import { followOptionRules } from "./follow-options.ts";
import type { FollowOptions } from "./follow-options.ts";
import { watchTrainings } from "./watch-trainings.ts";
import type { TrainingsWatcher } from "./watch-trainings.ts";

/** The updates of one training, for `for await`: the first status, every change, and the last. */
export interface TrainingWatcher extends AsyncIterableIterator<TrainingUpdate> {
  /** Polls at once, after a hint such as a webhook call. */
  refresh(): void;
}

export function watchTraining(
  transport: Transport,
  trainingId: string,
  options: FollowOptions = {},
): TrainingWatcher {
  // Spreading would turn anything else into options.
  checkOptions(options, followOptionRules);
  const watcher = watchTrainings(transport, [trainingId], { ...options, maxPerSecond: Infinity });
  return Object.assign(throwLoss(watcher), { refresh: () => watcher.refresh(trainingId) });
}

async function* throwLoss(watcher: TrainingsWatcher) {
  for await (const item of watcher) {
    if ("error" in item) throw item.error;
    yield item;
  }
}
