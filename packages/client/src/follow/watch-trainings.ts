import type { Transport } from "../http/transport.ts";
import type { TrainingUpdate } from "../training-update.ts";
import { readOptions } from "../validation/check-options.ts";
import { checkTrainingId } from "../validation/check-training-id.ts";
import { describeValue } from "../validation/describe-value.ts";
import { followManyOptionRules } from "./follow-options.ts";
import type { FollowManyOptions } from "./follow-options.ts";
import type { LostTraining } from "./lost-training.ts";
import type { Watcher } from "./watcher.ts";

/** The updates of many trainings, for `for await`. An item with an `error` is a training that is no longer watched. */
export interface TrainingsWatcher extends AsyncIterableIterator<TrainingUpdate | LostTraining> {
  /** Polls one training soon: at once, or five seconds after its last poll. */
  refresh(trainingId: string): void;
}

const END: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * Follows trainings under shared limits, each on its own schedule. The most overdue training is polled first. No request
 * starts while the consumer handles an update.
 */
export function watchTrainings(
  transport: Transport,
  ids: Iterable<string>,
  given: FollowManyOptions = {},
): TrainingsWatcher {
  const options = readOptions(given, followManyOptionRules);
  const trainingIds = new Set(readIds(transport, ids));
  let loading: Promise<Watcher> | undefined;
  let isOver = false;
  // The first update that is awaited loads the watcher: a program that only creates trainings never needs it.
  const load = (): Promise<Watcher> =>
    (loading ??= import("./watcher.ts").then(({ createWatcher }) =>
      createWatcher(transport, trainingIds, options),
    ));
  const watcher: TrainingsWatcher = {
    async next() {
      const { iterator } = isOver ? { iterator: undefined } : await load();
      // The consumer may have left while the watcher was loaded.
      return iterator === undefined || isOver ? END : iterator.next();
    },
    async return() {
      isOver = true;
      await (await loading)?.iterator.return?.();
      return END;
    },
    refresh(trainingId) {
      void loading?.then((loaded) => loaded.refresh(trainingId));
    },
    [Symbol.asyncIterator]: () => watcher,
  };
  return watcher;
}

/** @throws TypeError for anything but a collection of ids; a string is one too, of its characters. */
function readIds({ redact }: Transport, ids: Iterable<string>): string[] {
  if (typeof ids !== "object" || ids === null || !(Symbol.iterator in ids))
    throw new TypeError(`The training ids must be a list of strings (got ${describeValue(ids, redact)}).`);
  return [...ids].map((id: unknown) => {
    checkTrainingId(id, redact);
    return id;
  });
}
