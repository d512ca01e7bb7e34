import { runWithin } from "./clock.ts";
import { observe } from "./followed.ts";
import type { Followed } from "./followed.ts";
import { getTrainingStatus } from "./get-training-status.ts";
import { nextPollDelayMs } from "./next-poll-delay.ts";
import type { PollState } from "./next-poll-delay.ts";
import { isPassing } from "./retry.ts";
import { isOver } from "./training-update.ts";
import type { TrainingUpdate } from "./training-update.ts";
import type { CallOptions, Transport } from "./transport.ts";

/** How to follow a training. */
export interface FollowOptions extends Omit<CallOptions, "maxRetries"> {
  /** How many failures in a row are forgiven; the next one ends the following. Default: 5. */
  maxFailures?: number | undefined;
  /** After how many milliseconds without any change to report a stall. Default: never. */
  stallMs?: number | undefined;
  /** Chooses the wait before each request, in milliseconds. Default: {@link nextPollDelayMs}. */
  pollDelayMs?: ((state: PollState) => number) | undefined;
}

/** How to follow many trainings. */
export interface FollowManyOptions extends FollowOptions {
  /** How many requests may be under way at once. Default: 8. */
  maxInFlight?: number | undefined;
  /** How many requests may be sent in a second. Default: 10. */
  maxPerSecond?: number | undefined;
}

/** The updates of many trainings, for `for await`. An item with an `error` is a training that is no longer watched. */
export interface TrainingsWatcher extends AsyncIterableIterator<TrainingUpdate | LostTraining> {
  /** Asks for one training's status at once. */
  refresh(trainingId: string): void;
}

/** A training that is no longer followed, and why. The others still are. */
export interface LostTraining {
  /** The training that is lost. */
  trainingId: string;
  /** As a rule a {@link SandboxError}. */
  error: unknown;
}

const FIRST_FAILURE_WAIT_MS = 5_000;
/** How long to wait for an event when no time is set. */
const IDLE_MS = 1e6;

/**
 * Follows trainings under shared limits, each on its own schedule; the one that is due longest goes first. While an update
 * is looked at, no further request is started.
 */
export function watchTrainings(
  transport: Transport,
  ids: Iterable<string>,
  options: FollowManyOptions = {},
): TrainingsWatcher {
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
  const trainings = new Map<string, Followed>();
  for (const trainingId of ids) trainings.set(trainingId, { trainingId, dueAt: 0, failures: 0 });
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
    const followed = trainings.get(trainingId);
    if (followed) followed.dueAt = 0;
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

  async function poll(followed: Followed, now: number): Promise<void> {
    const { trainingId } = followed;
    idle.delete(followed);
    followed.dueAt = Infinity;
    openAt = now + 1000 / maxPerSecond;
    try {
      const status = await getTrainingStatus(transport, trainingId, {
        ...options,
        signal: requests.signal,
        deadlineMs: deadlineAt - now,
        maxRetries: 0,
      }).catch((error) => forgive(followed, error));
      const update = status && observe(followed, status, clock.now(), stallMs);
      if (update) results.push(update);
      if (status && isOver(status)) trainings.delete(trainingId);
      else schedule(followed, clock.now());
    } catch (error) {
      trainings.delete(trainingId);
      results.push({ trainingId, error });
    }
    wake();
  }

  function forgive(followed: Followed, error: unknown): undefined {
    if (!isPassing(error) || followed.failures >= maxFailures) throw error;
    followed.failures++;
    openAt = Math.max(openAt, clock.now() + (error.retryAfterMs ?? 0));
    logger.warn(`Failure ${followed.failures} of ${maxFailures} forgiven: ${String(error)}`);
  }

  function schedule(followed: Followed, now: number): void {
    const { failures, dueAt, last, seenAt, unseenAt } = followed;
    const soonMs = failures ? FIRST_FAILURE_WAIT_MS * 2 ** (failures - 1) : Infinity;
    const delayMs = pollDelayMs({ now, etaMs: last?.etaMs, seenAt, unseenAt, random: Math.random() });
    followed.dueAt = Math.min(dueAt, now + Math.min(delayMs, soonMs));
    idle.add(followed);
  }
}

function findFirstDue(idle: Iterable<Followed>): Followed | undefined {
  let first: Followed | undefined;
  for (const followed of idle) if (!first || followed.dueAt < first.dueAt) first = followed;
  return first;
}
