import { followStep } from "@dreambooth-sandbox/client";
import type { FollowState, Intent, TrainingUpdate } from "@dreambooth-sandbox/client";
import { parseLog } from "@dreambooth-sandbox/log-parser";
import type { PollResult } from "../../src/store/poll.ts";
import { packUpdate } from "../../src/store/stored-update.ts";

const TEXT = " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes";

/** Returns an update as the client would return it. */
export function updateOf(trainingId: string, changes: Partial<TrainingUpdate> = {}): TrainingUpdate {
  const log = parseLog(changes.log?.text ?? TEXT);
  return {
    trainingId,
    status: "training_started",
    phase: "running",
    progress: log.progress,
    log,
    newEntries: log.entries,
    raw: { status: "success", messege: "training_started", data: log.text },
    ...changes,
  };
}

/** Returns the state after an update. */
export function stateOf(at: number, update = updateOf("training")): FollowState {
  return followStep(undefined, { at, update }, { random: 0 }).state;
}

/** Returns the result of a poll that found a running training; without a next poll, one that found its end. */
export function resultOf(at: number, nextDueAt?: number, changes: Partial<PollResult> = {}): PollResult {
  return {
    state: stateOf(at),
    phase: nextDueAt === undefined ? "succeeded" : "running",
    events: [],
    ...(nextDueAt !== undefined && { next: { dueAt: nextDueAt, hintedDueAt: nextDueAt } }),
    ...changes,
  };
}

/** Returns what is stored of an update with one more line in its log. */
export function storedUpdateOf(trainingId: string, line: string) {
  return packUpdate(updateOf(trainingId, { log: parseLog(`${TEXT} /n ${line}`) }));
}

/** Returns an item by its index, which starts again after the last one. */
export function pick<T>(items: readonly [T, ...T[]], index: number): T {
  return items[index % items.length] ?? items[0];
}

let attempts = 0;

/** Returns an intent that is about to be sent. */
export function intentOf(intentId: string, changes: Partial<Intent> = {}): Intent {
  attempts++;
  return {
    intentId,
    requestHash: "hash-1",
    attemptId: `attempt-${attempts}`,
    state: "sending",
    createdAt: 1_000,
    updatedAt: 1_000,
    reason: "in flight",
    ...changes,
  };
}

/** Collects what an async iterable yields. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
