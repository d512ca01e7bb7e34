import type { TrainingUpdate } from "../training-update.ts";
import type { TrainingHint } from "./parse-training-webhook.ts";

/** The part of a client that polls a status. */
export interface StatusSource {
  getTrainingStatus(trainingId: string, limits?: Partial<Limits>): Promise<TrainingUpdate>;
}

/** The limits for handling a hint. */
interface Limits {
  signal: AbortSignal;
  deadlineMs: number;
}

/** What was last reported for a training. */
interface Handled {
  /** The hint, once the service has confirmed it. */
  hint?: string;
  update: string;
}

type OnUpdate = (update: TrainingUpdate) => unknown;

/** How many trainings are remembered. A duplicate of an older one only costs a status request. */
const MOST_REMEMBERED = 1_000;

/**
 * Creates a function that turns hints into updates: one at a time per training, and each update once. Only a hint that the
 * service has confirmed suppresses its duplicates, so a forged hint cannot suppress a real one.
 */
export function createHintReceiver(client: StatusSource, onUpdate: OnUpdate) {
  const handled = new Map<string, Handled>();
  const turns = new Map<string, Promise<void>>();

  return async function receiveHint(hint: TrainingHint, limits: Limits): Promise<void> {
    const { trainingId } = hint;
    const turn = handleAfter(turns.get(trainingId), hint, limits);
    turns.set(trainingId, turn);
    try {
      await turn;
    } finally {
      if (turns.get(trainingId) === turn) turns.delete(trainingId);
    }
  };

  async function handleAfter(
    before: Promise<void> | undefined,
    hint: TrainingHint,
    limits: Limits,
  ): Promise<void> {
    await before?.catch(() => {});
    limits.signal.throwIfAborted();
    await handle(hint, limits);
  }

  async function handle(hint: TrainingHint, limits: Limits): Promise<void> {
    const { trainingId } = hint;
    const before = handled.get(trainingId);
    const key = JSON.stringify(hint.raw);
    if (before?.hint === key) return;
    const update = await client.getTrainingStatus(trainingId, limits);
    const state = JSON.stringify([update.status, update.log.text]);
    if (before?.update !== state) await onUpdate(update);
    remember(trainingId, { update: state, ...(update.status === hint.status && { hint: key }) });
  }

  function remember(trainingId: string, last: Handled): void {
    handled.delete(trainingId);
    handled.set(trainingId, last);
    for (const oldest of handled.keys()) {
      if (handled.size <= MOST_REMEMBERED) return;
      handled.delete(oldest);
    }
  }
}
