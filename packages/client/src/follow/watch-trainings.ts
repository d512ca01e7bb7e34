import { runWithin } from "../clock.ts";
import type { Transport } from "../http/transport.ts";
import { isTransient } from "../http/retry.ts";
import { getTrainingStatus } from "../operations/get-training-status.ts";
import { isOver } from "../training-update.ts";
import type { TrainingUpdate } from "../training-update.ts";
import { checkOptions } from "../validation/check-options.ts";
import { checkTrainingId } from "../validation/check-training-id.ts";
import { describeValue } from "../validation/describe-value.ts";
import { followManyOptionRules } from "./follow-options.ts";
import type { FollowManyOptions } from "./follow-options.ts";
import { nextPollDelayMs } from "./next-poll-delay.ts";
import { recordStatus } from "./watch-state.ts";
import type { WatchState } from "./watch-state.ts";

/** The updates of many trainings, for `for await`. An item with an `error` is a training that is no longer watched. */
export interface TrainingsWatcher extends AsyncIterableIterator<TrainingUpdate | LostTraining> {
  /** Polls one training at once. */
  refresh(trainingId: string): void;
}

/** A training that is no longer state, and the reason. The others still are. */
export interface LostTraining {
  /** The training's id. */
  trainingId: string;
  /** Usually a {@link SandboxError}. */
  error: unknown;
}

const FIRST_FAILURE_WAIT_MS = 5_000;
/** How long to wait for an event when no time is set. */
const IDLE_MS = 1e6;

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
  const { clock, logger } = transport;
  const {
    signal,
    deadlineMs = Infinity,
    stallMs = Infinity,
    maxFailures = 5,
    pollDelayMs = nextPollDelayMs,
    maxInFlight = 8,
    maxPerSecond = 10,
  } = options;
  const deadlineAt = clock.now() + deadlineMs;
  const requests = new AbortController();
  const trainings = new Map<string, WatchState>();
  for (const trainingId of readIds(transport, ids))
    trainings.set(trainingId, { trainingId, dueAt: 0, failures: 0 });
  const idle = new Set(trainings.values());
  const results: (TrainingUpdate | LostTraining)[] = [];
  let openAt = 0;
  let wake = () => {};

  return Object.assign(run(), { refresh });

  async function* run() {
    try {
      while (trainings.size > 0 || results.length > 0) {
        signal?.throwIfAborted();
        const result = results.shift();
        if (result) yield result;
        else await startNext();
      }
    } finally {
      requests.abort(null);
    }
  }

  function refresh(trainingId: string): void {
    const state = trainings.get(trainingId);
    if (state) state.dueAt = 0;
    wake();
  }

  async function startNext(): Promise<void> {
    const now = clock.now();
    const next = trainings.size - idle.size < maxInFlight ? findFirstDue(idle) : undefined;
    const waitMs = next ? Math.min(Math.max(next.dueAt, openAt), deadlineAt) - now : IDLE_MS;
    if (next && waitMs <= 0) return void poll(next, now);
    const woken = () => new Promise<void>((resolve) => (wake = resolve));
    await runWithin(clock, waitMs, signal, () => wake(), woken);
  }

  async function poll(state: WatchState, now: number): Promise<void> {
    const { trainingId } = state;
    idle.delete(state);
    state.dueAt = Infinity;
    openAt = now + 1000 / maxPerSecond;
    try {
      const status = await getTrainingStatus(transport, trainingId, {
        ...options,
        signal: requests.signal,
        deadlineMs: Math.max(0, deadlineAt - now),
        maxRetries: 0,
      }).catch((error) => tolerate(state, error));
      const update = status && recordStatus(state, status, clock.now(), stallMs);
      if (update) results.push(update);
      if (status && isOver(status)) trainings.delete(trainingId);
      else schedule(state, clock.now());
    } catch (error) {
      trainings.delete(trainingId);
      results.push({ trainingId, error });
    }
    wake();
  }

  function tolerate(state: WatchState, error: unknown): undefined {
    if (!isTransient(error) || state.failures >= maxFailures) throw error;
    state.failures++;
    openAt = Math.max(openAt, clock.now() + (error.retryAfterMs ?? 0));
    logger.warn(`Failure ${state.failures} of ${maxFailures} tolerated: ${String(error)}`);
  }

  function schedule(state: WatchState, now: number): void {
    const { failures, dueAt, last, seenAt, unseenAt } = state;
    const soonMs = failures ? FIRST_FAILURE_WAIT_MS * 2 ** (failures - 1) : Infinity;
    const delayMs = pollDelayMs({ now, etaMs: last?.etaMs, seenAt, unseenAt, random: Math.random() });
    state.dueAt = Math.min(dueAt, now + Math.min(delayMs, soonMs));
    idle.add(state);
  }
}

/** @throws TypeError for anything but a collection of ids; a string is one too, of its characters. */
function readIds({ redact }: Transport, ids: Iterable<string>): string[] {
  if (typeof ids === "string" || typeof ids !== "object" || ids === null || !(Symbol.iterator in ids))
    throw new TypeError(`The training ids must be a list of strings (got ${describeValue(ids, redact)}).`);
  return [...ids].map((id: unknown) => {
    checkTrainingId(id, redact);
    return id;
  });
}

function findFirstDue(idle: Iterable<WatchState>): WatchState | undefined {
  let first: WatchState | undefined;
  for (const state of idle) if (!first || state.dueAt < first.dueAt) first = state;
  return first;
}
