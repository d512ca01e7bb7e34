import { DeadlineError, SandboxError } from "../errors.ts";
import { isTransient } from "../http/retry.ts";
import { findListedStatus } from "../listed-status.ts";
import { isOver } from "../training-update.ts";
import type { TrainingUpdate } from "../training-update.ts";
import { describeValue } from "../validation/describe-value.ts";
import type { FollowState } from "./follow-state.ts";
import { learnPace } from "./learn-pace.ts";
import { findNewEntries, hashText } from "./line-counts.ts";
import { nextPollDelayMs } from "./next-poll-delay.ts";
import type { PollState } from "./next-poll-delay.ts";
import { countObserved, nameStatus } from "./observed.ts";

/** What happened to a training that is followed: a status, a failed request, or a hint such as a webhook call. */
export type FollowEvent = { at: number } & ({ update: TrainingUpdate } | { error: unknown } | { hint: true });

/** The rules of {@link followStep}. */
export interface FollowStepOptions {
  /** A random number from 0 to 1, for jitter. */
  random: number;
  /** How many consecutive failures are tolerated. Default: 5. */
  maxFailures?: number | undefined;
  /** Reports a stall when nothing has changed for this many milliseconds. Default: never. */
  stallMs?: number | undefined;
  /** The time limit from the first event, in milliseconds. Default: none. */
  deadlineMs?: number | undefined;
  /** Returns the delay before each poll, in milliseconds. Default: {@link nextPollDelayMs}. */
  pollDelayMs?: ((state: PollState) => number) | undefined;
}

/** What to do after an event. */
export interface FollowStep {
  /** What to remember until the next event. */
  state: FollowState;
  /** The update to report: the first status, the last, every change, and a stall. */
  report?: TrainingUpdate;
  /** How long to wait before the next poll, in milliseconds. Absent when following has ended. */
  nextPollDelayMs?: number;
  /** Why following ended before the training did: the error of the last request, or a {@link DeadlineError}. */
  error?: unknown;
}

const FIRST_FAILURE_WAIT_MS = 5_000;
/** `Retry-After` counts up to here, so that one header cannot silence a training for a day. */
export const LONGEST_RETRY_AFTER_MS = 15 * 60_000;
/** A hint cannot make polls of one training more frequent than this: webhooks are unsigned. */
const HINT_FLOOR_MS = 5_000;
/** How long before the deadline the last poll starts. */
const LAST_POLL_LEAD_MS = 1_000;
export const DEFAULT_MAX_FAILURES = 5;

/**
 * Decides what to do after an event: what to report, and when to poll next. It makes every decision between two polls:
 * failures, backoff, `Retry-After`, stalls, and the deadline. A pure function, so a queue or a workflow engine can follow
 * trainings with it. Poll once to get the first event.
 *
 * @throws TypeError if `pollDelayMs` returns anything but a number of milliseconds.
 * @example
 * ```ts
 * const update = await client.getTrainingStatus("F5jvdzGnYi");
 * const { state, report, nextPollDelayMs } = followStep(undefined, { at: Date.now(), update }, { random: Math.random() });
 * ```
 */
export function followStep(
  before: FollowState | undefined,
  event: FollowEvent,
  options: FollowStepOptions,
): FollowStep {
  const state = before ?? startAt(event.at);
  if ("hint" in event) return stepAfterHint(state, event.at);
  return "update" in event
    ? stepAfterUpdate(state, event.update, event.at, options)
    : stepAfterError(state, event.error, event.at, options);
}

function startAt(at: number): FollowState {
  return { startedAt: at, polledAt: at, progress: 0, changedAt: at, lines: "", failures: 0, observed: {} };
}

function stepAfterHint(state: FollowState, at: number): FollowStep {
  const { polledAt, allowedAt = 0 } = state;
  return { state, nextPollDelayMs: Math.max(0, polledAt + HINT_FLOOR_MS - at, allowedAt - at) };
}

function stepAfterUpdate(
  before: FollowState,
  status: TrainingUpdate,
  at: number,
  options: FollowStepOptions,
): FollowStep {
  const { state, report } = observe(before, status, at, options.stallMs ?? Infinity);
  if (isOver(status)) return { state, report: report ?? status };
  return { ...schedule(state, at, Infinity, 0, options), ...(report && { report }) };
}

/** Records a status, and finds what there is to report. */
function observe(
  before: FollowState,
  status: TrainingUpdate,
  at: number,
  stallMs: number,
): { state: FollowState; report?: TrainingUpdate } {
  const isFirst = before.status === undefined;
  const { newEntries, lines } = findNewEntries(before.lines, status.log.entries);
  const progress = Math.max(status.progress, before.progress);
  const name = findListedStatus(status.status) ?? hashText(status.status);
  const hasNewEstimate =
    isFirst || status.etaMs !== before.etaMs || newEntries.some((entry) => "etaMs" in entry);
  const isNews = hasNewEstimate || newEntries.length > 0 || name !== before.status || isOver(status);
  const { allowedAt: _allowed, stallReported, ...kept } = before;
  const seen: FollowState = {
    ...kept,
    polledAt: at,
    status: name,
    progress,
    lines,
    failures: 0,
    observed: countObserved(before.observed, nameStatus(status.status)),
    etaMs: status.etaMs,
    stepsToGo: status.log.entries.findLast((entry) => entry.kind === "step")?.stepsToGo,
    ...(hasNewEstimate && { seenAt: at, unseenAt: isFirst ? undefined : before.polledAt }),
  };
  const state = { ...seen, ...(hasNewEstimate && learnPace(before, seen, newEntries)) };
  const update = { ...status, newEntries, progress };
  if (isNews) return { state: { ...state, changedAt: at }, report: update };
  const stalledMs = at - before.changedAt;
  if (stalledMs < stallMs) return { state };
  if (stallReported) return { state: { ...state, stallReported } };
  return { state: { ...state, stallReported: true }, report: { ...update, stalledMs } };
}

function stepAfterError(
  before: FollowState,
  error: unknown,
  at: number,
  options: FollowStepOptions,
): FollowStep {
  const { maxFailures = DEFAULT_MAX_FAILURES } = options;
  const failures = before.failures + 1;
  const name = error instanceof SandboxError ? error.code : "error";
  const state = { ...before, polledAt: at, failures, observed: countObserved(before.observed, name) };
  if (!isTransient(error) || failures > maxFailures) return { state, error };
  const backoffMs = FIRST_FAILURE_WAIT_MS * 2 ** (failures - 1);
  const retryAfterMs = Math.min(error.retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
  return schedule({ ...state, allowedAt: at + retryAfterMs }, at, backoffMs, retryAfterMs, options);
}

/** Chooses the next poll: soon after a failure, not before the service allows it, and once just before the deadline. */
function schedule(
  state: FollowState,
  at: number,
  mostMs: number,
  leastMs: number,
  options: FollowStepOptions,
): FollowStep {
  const { deadlineMs = Infinity } = options;
  const leftMs = state.startedAt + deadlineMs - at;
  const { isLastPoll, ...next } = state;
  // A hint can make a poll earlier than the last one, which then is still to come.
  if (leftMs <= leastMs || (isLastPoll && leftMs <= LAST_POLL_LEAD_MS))
    return { state, error: toDeadlineError(deadlineMs) };
  const delayMs = Math.max(Math.min(chooseDelayMs(state, at, options), mostMs), leastMs);
  const lastMs = Math.max(leftMs - LAST_POLL_LEAD_MS, leftMs / 2, leastMs);
  return delayMs < lastMs || leftMs === Infinity
    ? { state: next, nextPollDelayMs: delayMs }
    : { state: { ...next, isLastPoll: true }, nextPollDelayMs: lastMs };
}

function chooseDelayMs(state: FollowState, at: number, { pollDelayMs, random }: FollowStepOptions): number {
  const { etaMs, stepsToGo, seenAt, unseenAt, status, pace } = state;
  const pollState: PollState = {
    now: at,
    etaMs,
    stepsToGo,
    seenAt,
    unseenAt,
    status: findListedStatus(status),
    pace,
    random,
  };
  const delayMs: unknown = (pollDelayMs ?? nextPollDelayMs)(pollState);
  if (typeof delayMs === "number" && delayMs >= 0) return delayMs;
  throw new TypeError(
    `pollDelayMs must return a number of milliseconds, at least 0 (got ${describeValue(delayMs)}).`,
  );
}

/** Returns the error of a training that has not ended by its deadline. */
export function toDeadlineError(deadlineMs: number): DeadlineError {
  return new DeadlineError(`The training did not end within deadlineMs (${deadlineMs} ms).`);
}
