import { DeadlineError, RateLimitError, SandboxError } from "../errors.ts";
import { monotonicNow } from "../clock.ts";
import type { Fields } from "../http/fields.ts";
import type { Transport } from "../http/transport.ts";
import { getTrainingStatus } from "../operations/get-training-status.ts";
import { readUpdate } from "../operations/read-update.ts";
import type { TrainingUpdate } from "../training-update.ts";
import { createDueQueue } from "./due-queue.ts";
import { completeError } from "./end-of-wait.ts";
import type { FollowManyOptions } from "./follow-options.ts";
import type { FollowState } from "./follow-state.ts";
import { DEFAULT_MAX_FAILURES, followStep, LONGEST_RETRY_AFTER_MS, toDeadlineError } from "./follow-step.ts";
import type { FollowEvent } from "./follow-step.ts";
import type { LostTraining } from "./lost-training.ts";
import type { UpdateQueue } from "./update-queue.ts";

/** Polls trainings and adds their updates to a queue, as long as the queue is awaited. */
export interface Poller {
  /** Starts the polls that are due, and waits for the next one. */
  start(): void;
  /** Aborts all requests and waits. */
  stop(): void;
  refresh(trainingId: string): void;
}

/** A training that is followed. */
interface Followed {
  trainingId: string;
  dueAt: number;
  /** Whether a later entry in the queue has replaced this one. */
  isReplaced?: true;
  state?: FollowState;
  /** The newest response. Its update is read again where an error needs it, which is rare. */
  lastRaw?: Fields;
}

/** A timer that fires this much later than planned means that the machine slept. */
const LATE_WAKE_MS = 5_000;
/** For how long after the machine slept polls are made in spite of a deadline that passed meanwhile. */
const GRACE_MS = 60_000;
const TOO_MANY_REQUESTS = 429;

/** Creates a poller for a queue, which starts and stops it. */
export function createPoller(
  transport: Transport,
  ids: Iterable<string>,
  options: FollowManyOptions,
  queue: UpdateQueue<TrainingUpdate | LostTraining>,
): Poller {
  const { clock, pause, wait } = transport;
  const {
    maxInFlight = 8,
    maxPerSecond = 10,
    deadlineMs = Infinity,
    maxFailures = DEFAULT_MAX_FAILURES,
  } = options;
  const now = (): number => monotonicNow(clock);
  const startedAt = now();
  const deadlineAt = startedAt + deadlineMs;
  const requests = new AbortController();
  const due = createDueQueue<Followed>();
  const idle = new Map<string, Followed>();
  const inFlight = new Set<string>();
  /** Trainings that a hint was received for while their request was in flight. */
  const hinted = new Set<string>();
  let openAt = -Infinity;
  let graceUntil = -Infinity;
  let timer: AbortController | undefined;
  for (const trainingId of ids) add({ trainingId, dueAt: startedAt });

  return { start, stop, refresh };

  function add(followed: Followed): void {
    idle.set(followed.trainingId, followed);
    due.add(followed);
  }

  function start(): void {
    // An abort without a reason makes an error, which is slow.
    timer?.abort(null);
    while (queue.isAwaited && !requests.signal.aborted) {
      const next = findNext();
      if (!next && inFlight.size === 0) return queue.close();
      if (!next || inFlight.size >= maxInFlight) return;
      const time = now();
      const dueAt = Math.max(next.dueAt, openAt, pause.until);
      if (time >= deadlineAt && time > graceUntil) lose(next);
      else if (dueAt > time) return wakeAt(time < deadlineAt ? Math.min(dueAt, deadlineAt) : dueAt);
      else void poll(next);
    }
  }

  /** Returns the most overdue training. */
  function findNext(): Followed | undefined {
    while (due.peek()?.isReplaced) due.take();
    return due.peek();
  }

  function wakeAt(time: number): void {
    const { signal } = (timer = new AbortController());
    const wake = (): void => {
      // The machine slept: poll each training once more, even if its deadline passed meanwhile.
      if (now() - time > LATE_WAKE_MS) graceUntil = now() + GRACE_MS;
      start();
    };
    // Time passes while this is planned, and timers warn of negative times.
    clock.sleep(Math.max(0, time - now()), signal).then(wake, (error: unknown) => {
      if (!signal.aborted) queue.fail(error);
    });
  }

  function lose(followed: Followed): void {
    due.take();
    idle.delete(followed.trainingId);
    report(followed, toDeadlineError(deadlineMs));
  }

  function stop(): void {
    timer?.abort(null);
    requests.abort();
  }

  function refresh(trainingId: string): void {
    const followed = idle.get(trainingId);
    if (inFlight.has(trainingId)) hinted.add(trainingId);
    if (!followed?.state) return;
    const { nextPollDelayMs = 0 } = followStep(followed.state, { at: now(), hint: true }, { random: 0 });
    const dueAt = now() + nextPollDelayMs;
    if (dueAt >= followed.dueAt) return;
    add({ ...followed, dueAt });
    followed.isReplaced = true;
    start();
  }

  async function poll(followed: Followed): Promise<void> {
    const { trainingId } = followed;
    due.take();
    openAt = now() + 1000 / maxPerSecond;
    idle.delete(trainingId);
    inFlight.add(trainingId);
    if (wait) {
      wait.trace.attempts++;
      wait.trace.waitMs += now() - (followed.state?.polledAt ?? now());
    }
    const event = await request(trainingId);
    inFlight.delete(trainingId);
    if (requests.signal.aborted) return;
    try {
      handle(followed, event);
    } catch (error) {
      // `pollDelayMs` is the caller's, and wrong for every training.
      return queue.fail(error);
    }
    start();
  }

  async function request(trainingId: string): Promise<FollowEvent> {
    const leftMs = deadlineAt - now();
    try {
      const update = await getTrainingStatus(transport, trainingId, {
        signal: requests.signal,
        timeoutMs: options.timeoutMs,
        maxRetries: 0,
        // After a deadline that passed while the machine slept, the last poll has its own time limit.
        deadlineMs: leftMs > 0 ? leftMs : undefined,
      });
      return { at: now(), update };
    } catch (error) {
      slowDown(error);
      return { at: now(), error };
    }
  }

  /** Too many requests slow down all trainings of the client; any other failure only its own. */
  function slowDown(error: unknown): void {
    if (!(error instanceof SandboxError)) return;
    const { httpStatus, retryAfterMs = 0 } = error;
    if (!(error instanceof RateLimitError) && httpStatus !== TOO_MANY_REQUESTS) return;
    pause.until = Math.max(pause.until, now() + Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS));
  }

  function describeFailure({ failures }: FollowState, error: unknown): string {
    return `Failure ${failures} of ${maxFailures} tolerated: ${String(error)}`;
  }

  function handle(followed: Followed, event: FollowEvent): void {
    const { trainingId } = followed;
    // The deadline counts from the start of the watch, also for a training that was polled later for the first time.
    const fromFirstPollMs = deadlineAt - (followed.state?.startedAt ?? event.at);
    const step = followStep(followed.state, event, {
      ...options,
      deadlineMs: fromFirstPollMs,
      random: Math.random(),
    });
    const { state, nextPollDelayMs } = step;
    if ("update" in event) followed.lastRaw = event.update.raw as Fields;
    followed.state = state;
    if (wait) wait.state = state;
    if (step.report) queue.add(step.report);
    if ("error" in step)
      report(followed, step.error instanceof DeadlineError ? toDeadlineError(deadlineMs) : step.error);
    if (nextPollDelayMs === undefined) return;
    if ("error" in event) transport.logger.warn(describeFailure(state, event.error));
    add({ ...followed, dueAt: event.at + nextPollDelayMs });
    if (hinted.delete(trainingId)) refresh(trainingId);
  }

  /** Reports a training that is lost. */
  function report({ trainingId, state, lastRaw }: Followed, error: unknown): void {
    const lastUpdate = lastRaw && readUpdate(trainingId, lastRaw);
    queue.add({ trainingId, error: completeError(error, trainingId, state, lastUpdate) });
  }
}
