import type { Transport } from "../http/transport.ts";
import type { TrainingUpdate } from "../training-update.ts";
import { readOptions } from "../validation/check-options.ts";
import { followOptionRules } from "./follow-options.ts";
import type { FollowOptions } from "./follow-options.ts";
import { watchTrainings } from "./watch-trainings.ts";

/** The updates of one training, for `for await`: the first status, every change, and the last. */
export interface TrainingWatcher extends AsyncIterableIterator<TrainingUpdate> {
  /** Polls soon, after a hint such as a webhook call: at once, or five seconds after the last poll. */
  refresh(): void;
}

export function watchTraining(
  transport: Transport,
  trainingId: string,
  options: FollowOptions = {},
): TrainingWatcher {
  const watcher = watchTrainings(transport, [trainingId], {
    ...readOptions(options, followOptionRules),
    maxPerSecond: Infinity,
  });
  const iterator: TrainingWatcher = {
    async next() {
      const result = await watcher.next();
      if (!result.done && "error" in result.value) {
        // A consumer's loop does not return an iterator that throws.
        await watcher.return?.();
        throw result.value.error;
      }
      return result as IteratorResult<TrainingUpdate>;
    },
    async return() {
      await watcher.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => iterator,
    refresh: () => watcher.refresh(trainingId),
  };
  return iterator;
}
