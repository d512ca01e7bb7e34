import { followStep } from "@dreambooth-sandbox/client";
import type { FollowState, TrainingUpdate } from "@dreambooth-sandbox/client";
import { parseLog } from "@dreambooth-sandbox/log-parser";
import { createTimeHeap } from "./time-heap.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Trainings begin within this time. */
const BEGIN_WITHIN_MS = HOUR_MS;
/** With webhooks, a poll that no call caused only finds what calls have missed. */
const POLL_WITH_WEBHOOKS_MS = 12 * HOUR_MS;

/** The stages of a training, with the estimates of the documented log. Real ones last a fifth more or less. */
const STAGES = [
  { minutes: 20, status: "deploying_gpu", phase: "queued", line: "it will take upto 25 minutes." },
  {
    minutes: 20,
    status: "training_started",
    phase: "running",
    line: "Step:1 Training Started, 5 Steps to go : ETA : 30 minutes",
  },
  {
    minutes: 10,
    status: "training_success",
    phase: "running",
    line: "Step:2 Training Done, 4 Steps to go : ETA : 15 minutes",
  },
  {
    minutes: 6,
    status: "trained_model_uploading",
    phase: "running",
    line: "Step:3 Model Uploading, 3 Steps to go : ETA : 10 minutes",
  },
  {
    minutes: 4,
    status: "trained_model_uploaded",
    phase: "running",
    line: "Step:4 Model Uploaded, 2 Steps to go : ETA : 5 minutes",
  },
  { minutes: 0, status: "model_ready", phase: "succeeded", line: "Model loaded successfully" },
] as const;

const updates: readonly TrainingUpdate[] = STAGES.map(({ status, phase }, index) => {
  const log = parseLog(
    STAGES.slice(0, index + 1)
      .map(({ line }) => line)
      .join(" /n "),
  );
  return {
    trainingId: "training",
    status,
    phase,
    progress: log.progress,
    ...(log.etaMs !== undefined && { etaMs: log.etaMs }),
    log,
    newEntries: log.entries,
    raw: {},
  };
});

/** What following the trainings of one account took. */
export interface AccountReport {
  /** When the last end was known. */
  hours: number;
  /** How long after its end a training was known to have ended, on average. */
  meanLatenessMinutes: number;
  requestsPerTraining: number;
}

/** Follows trainings of one account on virtual time: the most overdue first, at the account's limit. */
export function simulateAccount(
  trainings: number,
  maxPerSecond: number,
  hasWebhooks: boolean,
): AccountReport {
  const due = createTimeHeap();
  const calls = createTimeHeap();
  const dueAt = new Float64Array(trainings);
  const stage = new Uint8Array(trainings);
  const stageEndsAt = new Float64Array(trainings);
  const states: (FollowState | undefined)[] = Array.from({ length: trainings });
  const intervalMs = 1000 / maxPerSecond;
  let [now, requests, ended, lateness] = [0, 0, 0, 0];
  for (let id = 0; id < trainings; id++) begin(id, Math.random() * BEGIN_WITHIN_MS);
  while (ended < trainings) {
    now = Math.max(now, Math.min(due.peek(), calls.peek()));
    while (calls.peek() <= now) receiveCall(calls.peek(), calls.take());
    if (due.peek() > now) continue;
    const at = due.peek();
    const id = due.take();
    // A later entry has replaced it.
    if (at !== dueAt[id]) continue;
    poll(id);
    now += intervalMs;
  }
  return {
    hours: now / HOUR_MS,
    meanLatenessMinutes: lateness / trainings / MINUTE_MS,
    requestsPerTraining: requests / trainings,
  };

  function begin(id: number, at: number): void {
    stageEndsAt[id] = at + lastFor(0);
    if (hasWebhooks) calls.add(stageEndsAt[id] ?? 0, id);
    plan(id, at);
  }

  function plan(id: number, at: number): void {
    dueAt[id] = at;
    due.add(at, id);
  }

  function advance(id: number): void {
    for (
      ;
      (stage[id] ?? 0) < STAGES.length - 1 && (stageEndsAt[id] ?? 0) <= now;
      stage[id] = (stage[id] ?? 0) + 1
    )
      stageEndsAt[id] = (stageEndsAt[id] ?? 0) + lastFor((stage[id] ?? 0) + 1);
  }

  function receiveCall(at: number, id: number): void {
    advance(id);
    if ((stage[id] ?? 0) < STAGES.length - 1) calls.add(stageEndsAt[id] ?? 0, id);
    const { nextPollDelayMs = 0 } = followStep(states[id], { at, hint: true }, { random: 0 });
    if (states[id] && at + nextPollDelayMs < (dueAt[id] ?? 0)) plan(id, at + nextPollDelayMs);
  }

  function poll(id: number): void {
    requests++;
    advance(id);
    const update = updates[stage[id] ?? 0] as TrainingUpdate;
    const { state, nextPollDelayMs } = followStep(
      states[id],
      { at: now, update },
      { random: Math.random(), ...(hasWebhooks && { pollDelayMs: () => POLL_WITH_WEBHOOKS_MS }) },
    );
    states[id] = state;
    if (nextPollDelayMs !== undefined) return plan(id, now + nextPollDelayMs);
    ended++;
    lateness += now - (stageEndsAt[id] ?? 0);
    states[id] = undefined;
    dueAt[id] = -1;
  }
}

function lastFor(stage: number): number {
  return (STAGES[stage]?.minutes ?? 0) * MINUTE_MS * (0.8 + 0.4 * Math.random());
}
