import { followStep, SandboxError } from "@dreambooth-sandbox/client";
import type { FollowEvent, FollowState, FollowStep } from "@dreambooth-sandbox/client";
import type { FleetOptions } from "../fleet-options.ts";
import type { EventError, EventKind } from "../store/event.ts";
import type { PollResult } from "../store/poll.ts";
import { packUpdate } from "../store/stored-update.ts";
import { describeError } from "../describe-error.ts";

type Rules = Pick<
  FleetOptions,
  "maxFailures" | "stallMs" | "deadlineMs" | "pollDelayMs" | "onUpdate" | "onEnd"
>;

/** Returns what to store after a poll. The client's `followStep` makes every decision. */
export function decideResult(state: FollowState | undefined, event: FollowEvent, rules: Rules): PollResult {
  const { maxFailures, stallMs, deadlineMs, pollDelayMs } = rules;
  const step = followStep(state, event, {
    random: Math.random(),
    maxFailures,
    stallMs,
    deadlineMs,
    pollDelayMs,
  });
  const { report, error } = step;
  const isLost = "error" in step;
  return {
    state: step.state,
    ...(isLost ? { phase: "lost" } : "update" in event ? { phase: event.update.phase } : {}),
    ...(report && { update: packUpdate(report) }),
    events: listEvents(step, rules),
    ...(isLost && { error: toEventError(error) }),
    ...findNext(step, event.at),
  };
}

/** Events without a handler are not recorded. */
function listEvents({ report, nextPollDelayMs }: FollowStep, { onUpdate, onEnd }: Rules): EventKind[] {
  const kinds: EventKind[] = [];
  if (report && onUpdate) kinds.push("update");
  if (nextPollDelayMs === undefined && onEnd) kinds.push("end");
  return kinds;
}

function findNext({ state, nextPollDelayMs }: FollowStep, at: number): Pick<PollResult, "next"> {
  if (nextPollDelayMs === undefined) return {};
  const hinted = followStep(state, { at, hint: true }, { random: 0 });
  const hintedDelayMs = Math.min(hinted.nextPollDelayMs ?? 0, nextPollDelayMs);
  return { next: { dueAt: at + nextPollDelayMs, hintedDueAt: at + hintedDelayMs } };
}

function toEventError(error: unknown): EventError {
  const { name = "Error" } = Object(error) as { name?: string };
  return error instanceof SandboxError
    ? { name, code: error.code, message: error.message }
    : { name, message: describeError(error) };
}
