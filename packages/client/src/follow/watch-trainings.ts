import type { Transport } from "../http/transport.ts";
import type { TrainingUpdate } from "../training-update.ts";
import { checkOptions } from "../validation/check-options.ts";
import { checkTrainingId } from "../validation/check-training-id.ts";
import { describeValue } from "../validation/describe-value.ts";
import { followManyOptionRules } from "./follow-options.ts";
import type { FollowManyOptions } from "./follow-options.ts";
import type { LostTraining } from "./lost-training.ts";
import type { Poller } from "./poller.ts";
import { createUpdateQueue } from "./update-queue.ts";

/** The updates of many trainings, for `for await`. An item with an `error` is a training that is no longer watched. */
export interface TrainingsWatcher extends AsyncIterableIterator<TrainingUpdate | LostTraining> {
  /** Polls one training soon: at once, or five seconds after its last poll. */
  refresh(trainingId: string): void;
}

/**
 * Follows trainings under shared limits, each on its own schedule. The most overdue training is polled first. No request
 * starts while the consumer handles an update.
 */
export function watchTrainings(
  transport: Transport,
  ids: Iterable<string>,
  options: FollowManyOptions = {},
): TrainingsWatcher {
  checkOptions(options, followManyOptionRules);
  const trainingIds = new Set(readIds(transport, ids));
  const queue = createUpdateQueue<TrainingUpdate | LostTraining>(options.signal);
  let poller: Poller | undefined;
  let isLoading = false;
  queue.onDemand = () => {
    poller?.start();
    if (!isLoading) void load().catch((error: unknown) => queue.fail(error));
  };
  queue.onEnd = () => poller?.stop();
  return Object.assign(queue.iterator, { refresh: (trainingId: string) => poller?.refresh(trainingId) });

  /** The first update that is awaited loads the poller: a program that only creates trainings never needs it. */
  async function load(): Promise<void> {
    isLoading = true;
    const { createPoller } = await import("./poller.ts");
    poller = createPoller(transport, trainingIds, options, queue);
    poller.start();
  }
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
