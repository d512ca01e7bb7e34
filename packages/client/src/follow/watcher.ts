import type { Transport } from "../http/transport.ts";
import type { TrainingUpdate } from "../training-update.ts";
import type { FollowManyOptions } from "./follow-options.ts";
import type { LostTraining } from "./lost-training.ts";
import { createPoller } from "./poller.ts";
import { createUpdateQueue } from "./update-queue.ts";

/** What follows trainings, once it is loaded. */
export interface Watcher {
  readonly iterator: AsyncIterableIterator<TrainingUpdate | LostTraining>;
  refresh(trainingId: string): void;
}

/** Creates a watcher, which polls only while its consumer awaits an update. */
export function createWatcher(
  transport: Transport,
  trainingIds: ReadonlySet<string>,
  options: FollowManyOptions,
): Watcher {
  const queue = createUpdateQueue<TrainingUpdate | LostTraining>(options.signal);
  const poller = createPoller(transport, trainingIds, options, queue);
  queue.onDemand = () => poller.start();
  queue.onEnd = () => poller.stop();
  return { iterator: queue.iterator, refresh: (trainingId) => poller.refresh(trainingId) };
}
