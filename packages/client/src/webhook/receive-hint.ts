import { monotonicNow, systemClock } from "../clock.ts";
import { TrainingNotFoundError } from "../errors.ts";
import type { TraceContext } from "../tracing.ts";
import type { TrainingUpdate } from "../training-update.ts";
import type { TrainingHint } from "./parse-training-webhook.ts";

/** The part of a client that polls a status. */
export interface StatusSource {
  getTrainingStatus(trainingId: string, limits?: Partial<Limits>): Promise<TrainingUpdate>;
}

/** A webhook call, parsed. */
interface Call {
  hint: TrainingHint;
  /** What can be an intent's token in the call's URL. */
  tokens: readonly string[];
}

/** The limits for handling a call. */
interface Limits {
  signal: AbortSignal;
  deadlineMs: number;
}

/** What was last reported for a training. */
interface Handled {
  /** The call, once the service has confirmed its hint. */
  call?: string;
  update: string;
}

type OnUpdate = (update: TrainingUpdate) => unknown;
/** Called once it is certain whether the service knows the training, before `OnUpdate`. */
type OnChecked = (call: { trainingId: string; tokens: readonly string[]; isKnown: boolean }) => Promise<void>;

/** How many trainings are remembered. A duplicate of an older one only costs a status request. */
const MOST_REMEMBERED = 1_000;

/**
 * Creates a function that turns hints into updates: one at a time per training, and each update once. Only a hint that the
 * service has confirmed suppresses its duplicates, so a forged hint cannot suppress a real one.
 */
export function createHintReceiver(client: StatusSource, onUpdate: OnUpdate, onChecked?: OnChecked) {
  const handled = new Map<string, Handled>();
  const turns = new Map<string, Promise<void>>();

  return async function receiveHint(call: Call, limits: Limits, trace: TraceContext): Promise<void> {
    const { trainingId } = call.hint;
    const turn = handleAfter(turns.get(trainingId), call, limits, trace);
    turns.set(trainingId, turn);
    try {
      await turn;
    } finally {
      if (turns.get(trainingId) === turn) turns.delete(trainingId);
    }
  };

  async function handleAfter(
    before: Promise<void> | undefined,
    call: Call,
    limits: Limits,
    trace: TraceContext,
  ): Promise<void> {
    const calledAt = monotonicNow(systemClock);
    await before?.catch(() => {});
    trace.waitMs = monotonicNow(systemClock) - calledAt;
    limits.signal.throwIfAborted();
    await handle(call, limits, trace);
  }

  async function handle({ hint, tokens }: Call, limits: Limits, trace: TraceContext): Promise<void> {
    const { trainingId } = hint;
    const before = handled.get(trainingId);
    // The tokens belong to the key: a forged call without one must not suppress the real one.
    const call = JSON.stringify([hint.raw, tokens]);
    if (before?.call === call) return;
    trace.attempts++;
    const update = await check({ hint, tokens }, limits);
    const state = JSON.stringify([update.status, update.log.text]);
    if (before?.update !== state) await onUpdate(update);
    remember(trainingId, { update: state, ...(update.status === hint.status && { call }) });
  }

  async function check({ hint, tokens }: Call, limits: Limits): Promise<TrainingUpdate> {
    const { trainingId } = hint;
    try {
      const update = await client.getTrainingStatus(trainingId, limits);
      await onChecked?.({ trainingId, tokens, isKnown: true });
      return update;
    } catch (error) {
      if (error instanceof TrainingNotFoundError) await onChecked?.({ trainingId, tokens, isKnown: false });
      throw error;
    }
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
