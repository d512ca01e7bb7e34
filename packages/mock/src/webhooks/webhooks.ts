import type { Contract } from "../contract/contract.ts";
import type { Clock } from "../life-cycle/clock.ts";
import type { CreatedTraining } from "../life-cycle/trainings.ts";
import { planWebhooks, type PlannedWebhook } from "./webhook-plan.ts";
import { sendWebhook, type SendResult } from "./webhook-sender.ts";

/** An attempt to deliver a webhook. */
export interface Delivery extends SendResult {
  trainingId: string;
  url: string;
  /** The payload, also if it was not sent. */
  payload: Readonly<Record<string, string>>;
  /** 1 for the first attempt. */
  attempt: number;
}

/** The webhooks of all trainings that a session created. They are kept in memory and are lost when it ends. */
export interface Webhooks {
  /** Schedules the webhooks of a training. */
  schedule(training: CreatedTraining, url: string): void;
  /** Sends the webhooks that are due and waits for their results. */
  flush(): Promise<void>;
  close(): void;
}

interface Pending extends PlannedWebhook {
  trainingId: string;
  url: string;
  attempt: number;
  dueMs: number;
}

/** The delays of the second and third attempts, in milliseconds of a training. */
const RETRY_AFTER_MS = [10_000, 60_000];
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Creates the webhooks of a session. */
export function createWebhooks(
  contract: Contract,
  clock: Clock,
  { allowRemote, onDelivery }: { allowRemote: boolean; onDelivery: (delivery: Delivery) => void },
): Webhooks {
  const closing = new AbortController();
  /** The delivery in progress of each training, so that its webhooks stay in order. */
  const inProgress = new Map<string, Promise<void>>();
  let pending: Pending[] = [];
  let timer: NodeJS.Timeout | undefined;

  function add(webhooks: Pending[]): void {
    pending = [...pending, ...webhooks].toSorted((one, other) => one.dueMs - other.dueMs);
    wait();
  }

  function wait(): void {
    clearTimeout(timer);
    const [next] = pending;
    if (!next || closing.signal.aborted) return;
    const delayMs = Math.min(Math.max(1, next.dueMs - clock.now()), LONGEST_TIMER_MS);
    timer = setTimeout(() => void flush(), delayMs).unref();
  }

  async function deliver(webhook: Pending): Promise<void> {
    const { trainingId, url, payload, attempt } = webhook;
    const result = await sendWebhook(url, webhook, { allowRemote, signal: closing.signal });
    if (closing.signal.aborted) return;
    onDelivery({ trainingId, url, payload, attempt, ...result });
    const retryAfterMs = RETRY_AFTER_MS[attempt - 1];
    if (retryAfterMs === undefined || result.outcome === "accepted" || result.outcome === "refused") return;
    add([{ ...webhook, attempt: attempt + 1, dueMs: clock.now() + retryAfterMs / clock.speed }]);
  }

  function start(webhook: Pending): void {
    const { trainingId } = webhook;
    const done: Promise<void> = (inProgress.get(trainingId) ?? Promise.resolve())
      .then(() => deliver(webhook))
      .finally(() => {
        if (inProgress.get(trainingId) === done) inProgress.delete(trainingId);
      });
    inProgress.set(trainingId, done);
  }

  async function flush(): Promise<void> {
    const nowMs = clock.now();
    const due = pending.filter(({ dueMs }) => dueMs <= nowMs);
    pending = pending.filter(({ dueMs }) => dueMs > nowMs);
    for (const webhook of due) start(webhook);
    wait();
    await Promise.all(inProgress.values());
  }

  return {
    flush,
    schedule(training, url) {
      const { trainingId, startMs } = training;
      const toPending = (webhook: PlannedWebhook): Pending =>
        Object.assign(webhook, {
          trainingId,
          url,
          attempt: 1,
          dueMs: startMs + webhook.dueAtAgeMs / clock.speed,
        });
      add(planWebhooks(contract, training).map(toPending));
    },
    close() {
      closing.abort();
      clearTimeout(timer);
    },
  };
}
