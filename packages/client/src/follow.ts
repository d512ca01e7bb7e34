import { runWithin } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { observe } from "./followed.ts";
import type { Followed } from "./followed.ts";
import type { Logger } from "./logger.ts";
import { nextPollDelayMs } from "./next-poll-delay.ts";
import type { PollState } from "./next-poll-delay.ts";
import { isPassing } from "./retry.ts";
import { isOver } from "./training-update.ts";
import type { TrainingUpdate } from "./training-update.ts";
import type { CallOptions } from "./transport.ts";

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

/** A training that is no longer followed, and why. The others still are. */
export interface LostTraining {
  /** The training that is lost. */
  trainingId: string;
  /** As a rule a {@link SandboxError}. */
  error: unknown;
}

/** What following needs of its client. */
export interface Follower {
  clock: Clock;
  logger: Required<Logger>;
  getStatus: (trainingId: string, options: CallOptions) => Promise<TrainingUpdate>;
}

/** Trainings that are followed. */
export interface Following<Loss> {
  /** The updates, one at a time: while one is looked at, no further request is started. */
  run: () => AsyncGenerator<TrainingUpdate | Loss, void, undefined>;
  /** Asks for a training's status at once, or once more if a request is under way. */
  refresh: (trainingId: string) => void;
}

const FIRST_FAILURE_WAIT_MS = 5_000;
/** How long to wait for an event when no time is set. */
const IDLE_MS = 1e6;

/** Follows trainings under shared limits, tells `lose` of those that it cannot follow any more, each on its own schedule; the one that is due longest goes first. */
export function follow<Loss>(
  follower: Follower,
  ids: Iterable<string>,
  options: FollowManyOptions,
  lose: (trainingId: string, error: unknown) => Loss,
): Following<Loss> {
  const { clock, logger, getStatus } = follower;
  const { signal, timeoutMs, deadlineMs = Infinity, stallMs = Infinity, maxFailures = 5 } = options;
  const { pollDelayMs = nextPollDelayMs, maxInFlight = 8, maxPerSecond = 10 } = options;
  const deadlineAt = clock.now() + deadlineMs;
  const requests = new AbortController();
  const trainings = new Map<string, Followed>();
  for (const trainingId of ids) trainings.set(trainingId, { trainingId, dueAt: 0, failures: 0 });
  const idle = new Set(trainings.values());
  const results: (() => TrainingUpdate | Loss)[] = [];
  let openAt = 0;
  let wake = () => {};

  return { run, refresh };

  async function* run() {
    try {
      while (trainings.size > 0 || results.length > 0) {
        signal?.throwIfAborted();
        const result = results.shift();
        if (result) yield result();
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
    const next = trainings.size - idle.size < maxInFlight ? findFirstDue(idle) : undefined;
    const startAt = next ? Math.min(Math.max(next.dueAt, openAt), deadlineAt) : clock.now() + IDLE_MS;
    const waitMs = startAt - clock.now();
    if (next && waitMs <= 0) void poll(next);
    else
      await runWithin(
        clock,
        waitMs,
        signal,
        () => wake(),
        () => new Promise<void>((resolve) => (wake = resolve)),
      );
  }

  async function poll(followed: Followed): Promise<void> {
    const { trainingId } = followed;
    const now = clock.now();
    idle.delete(followed);
    followed.dueAt = Infinity;
    openAt = now + 1000 / maxPerSecond;
    const callOptions = { signal: requests.signal, timeoutMs, deadlineMs: deadlineAt - now, maxRetries: 0 };
    try {
      const status = await getStatus(trainingId, callOptions).catch((error) => forgive(followed, error));
      const update = status && observe(followed, status, clock.now(), stallMs);
      if (update) results.push(() => update);
      if (status && isOver(status)) trainings.delete(trainingId);
      else schedule(followed);
    } catch (error) {
      trainings.delete(trainingId);
      results.push(() => lose(trainingId, error));
    }
    wake();
  }

  function forgive(followed: Followed, error: unknown): undefined {
    if (!isPassing(error) || followed.failures >= maxFailures) throw error;
    followed.failures++;
    openAt = Math.max(openAt, clock.now() + (error.retryAfterMs ?? 0));
    logger.warn(`Failure ${followed.failures}, up to ${maxFailures} are forgiven. ${String(error)}`);
  }

  function schedule(followed: Followed): void {
    const now = clock.now();
    const { failures, dueAt, etaMs, seenAt, unseenAt } = followed;
    const soonMs = failures ? FIRST_FAILURE_WAIT_MS * 2 ** (failures - 1) : Infinity;
    const delayMs = pollDelayMs({ now, etaMs, seenAt, unseenAt, random: Math.random() });
    followed.dueAt = Math.min(dueAt, now + Math.min(delayMs, soonMs));
    idle.add(followed);
  }
}

function findFirstDue(idle: Iterable<Followed>): Followed | undefined {
  let first: Followed | undefined;
  for (const followed of idle) if (!first || followed.dueAt < first.dueAt) first = followed;
  return first;
}
