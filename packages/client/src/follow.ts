import type { Clock } from "./clock.ts";
import { DeadlineError, RateLimitError } from "./errors.ts";
import { chooseDelayMs, isOver, observe } from "./followed.ts";
import type { ChooseDelay, Followed } from "./followed.ts";
import type { Logger } from "./logger.ts";
import { isPassing } from "./retry.ts";
import type { CallOptions } from "./send.ts";
import type { TrainingUpdate } from "./training-update.ts";

/** How to follow a training. */
export interface FollowOptions extends Omit<CallOptions, "maxRetries"> {
  /** How many failures in a row are forgiven; the next one ends the following. Default: 5. */
  maxFailures?: number | undefined;
  /** After how many milliseconds without any change to report a stall. Default: never. */
  stallMs?: number | undefined;
  /** Chooses the wait before each request, in milliseconds. Default: {@link nextPollDelayMs}. */
  pollDelayMs?: ChooseDelay | undefined;
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
  trainingId: string;
  error: unknown;
}

/** What following needs of its client. */
export interface Follower {
  clock: Clock;
  logger: Required<Logger>;
  getStatus(trainingId: string, options: CallOptions): Promise<TrainingUpdate>;
}

/** Follows trainings under shared limits, each on its own schedule; the one that is due longest goes first. */
export class Following {
  readonly #follower: Follower;
  readonly #options: FollowManyOptions;
  readonly #deadlineAt: number;
  readonly #all = new Map<string, Followed>();
  /** Who waits for the next request, in the order of `dueAt`. */
  readonly #queue: Followed[] = [];
  readonly #polling = new Set<Followed>();
  readonly #results: (TrainingUpdate | LostTraining)[] = [];
  readonly #requests = new AbortController();
  /** When the rate limit lets the next request through. */
  #openAt = 0;
  #wake = (): void => {};

  constructor(follower: Follower, ids: Iterable<string>, options: FollowManyOptions) {
    this.#follower = follower;
    this.#options = options;
    const now = follower.clock.now();
    this.#deadlineAt = now + (options.deadlineMs ?? Infinity);
    for (const trainingId of ids) this.#all.set(trainingId, { trainingId, dueAt: now, failures: 0 });
    this.#queue.push(...this.#all.values());
  }

  /** The updates, one at a time: while one is looked at, no further request is started. */
  async *run(): AsyncGenerator<TrainingUpdate | LostTraining, void, undefined> {
    try {
      while (this.#results.length || this.#queue.length || this.#polling.size) {
        this.#options.signal?.throwIfAborted();
        this.#startDue();
        const result = this.#results.shift();
        if (result) yield result;
        else await this.#pause();
      }
    } finally {
      this.#requests.abort(null);
    }
  }

  /** Asks for a training's status at once, or again if a request is under way. */
  refresh(trainingId: string): void {
    const followed = this.#all.get(trainingId);
    if (!followed) return;
    followed.isHinted = true;
    const index = this.#queue.indexOf(followed);
    if (index < 0) return;
    this.#queue.splice(index, 1);
    this.#enqueue(followed, 0);
    this.#wake();
  }

  #startDue(): void {
    const now = this.#follower.clock.now();
    if (now >= this.#deadlineAt) for (const followed of this.#queue.splice(0)) this.#loseByDeadline(followed);
    while (now >= this.#nextStartAt()) {
      const followed = this.#queue.shift();
      if (followed) void this.#poll(followed, now);
    }
  }

  #nextStartAt(): number {
    const { maxInFlight = 8 } = this.#options;
    const next = this.#polling.size < maxInFlight ? this.#queue[0] : undefined;
    return next ? Math.max(next.dueAt, this.#openAt) : Infinity;
  }

  async #pause(): Promise<void> {
    const { signal } = this.#options;
    const wakeAt = Math.min(this.#nextStartAt(), this.#queue.length ? this.#deadlineAt : Infinity);
    const timer = new AbortController();
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
      signal?.addEventListener("abort", this.#wake);
    });
    const { clock } = this.#follower;
    const waits = wakeAt < Infinity ? [woken, clock.sleep(wakeAt - clock.now(), timer.signal)] : [woken];
    try {
      await Promise.race(waits);
    } finally {
      timer.abort(null);
      signal?.removeEventListener("abort", this.#wake);
    }
  }

  async #poll(followed: Followed, now: number): Promise<void> {
    const { clock, getStatus } = this.#follower;
    const { timeoutMs, stallMs, pollDelayMs, maxPerSecond = 10 } = this.#options;
    const { trainingId } = followed;
    this.#openAt = now + 1000 / maxPerSecond;
    this.#polling.add(followed);
    followed.isHinted = false;
    try {
      const status = await getStatus(trainingId, {
        signal: this.#requests.signal,
        timeoutMs,
        deadlineMs: this.#deadlineAt - now,
        maxRetries: 0,
      });
      const update = observe(followed, status, clock.now(), stallMs);
      if (update) this.#report(update);
      if (isOver(status)) this.#all.delete(trainingId);
      else this.#enqueue(followed, chooseDelayMs(followed, clock.now(), pollDelayMs));
    } catch (error) {
      this.#fail(followed, error);
    } finally {
      this.#polling.delete(followed);
      this.#wake();
    }
  }

  #report(update: TrainingUpdate): void {
    const { trainingId, stalledMs } = update;
    if (stalledMs !== undefined)
      this.#follower.logger.warn(`Training ${trainingId} has not changed for ${stalledMs} ms.`);
    this.#results.push(update);
  }

  #fail(followed: Followed, error: unknown): void {
    const { clock, logger } = this.#follower;
    const { maxFailures = 5, pollDelayMs } = this.#options;
    if (error instanceof DeadlineError) return this.#loseByDeadline(followed);
    if (!isPassing(error) || followed.failures >= maxFailures) return this.#lose(followed, error);
    followed.failures++;
    logger.warn(`Failure ${followed.failures} of ${maxFailures} that are forgiven. ${error}`);
    const now = clock.now();
    const { retryAfterMs = 0 } = error;
    if (error instanceof RateLimitError) this.#openAt = Math.max(this.#openAt, now + retryAfterMs);
    this.#enqueue(followed, Math.max(chooseDelayMs(followed, now, pollDelayMs), retryAfterMs));
  }

  #loseByDeadline(followed: Followed): void {
    const { trainingId, update } = followed;
    const message = `Training ${trainingId} did not end within the deadline of ${this.#options.deadlineMs} ms. It goes on: follow it again by its id.`;
    this.#lose(followed, new DeadlineError(message, { trainingId, lastUpdate: update }));
  }

  #lose({ trainingId }: Followed, error: unknown): void {
    this.#all.delete(trainingId);
    this.#results.push({ trainingId, error });
  }

  #enqueue(followed: Followed, delayMs: number): void {
    followed.dueAt = this.#follower.clock.now() + (followed.isHinted ? 0 : delayMs);
    let low = 0;
    for (let high = this.#queue.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((this.#queue[middle]?.dueAt ?? 0) <= followed.dueAt) low = middle + 1;
      else high = middle;
    }
    this.#queue.splice(low, 0, followed);
  }
}
