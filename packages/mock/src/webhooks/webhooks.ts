import type { CreatedTraining } from "../operations/choice.ts";
import type { Clock } from "../life-cycle/clock.ts";
import type { Contract } from "../contract/contract.ts";
import { planWebhooks, type PlannedWebhook } from "./webhook-plan.ts";
import { sendWebhook, type SendResult } from "./webhook-sender.ts";

/** An attempt to deliver a webhook. */
export interface Delivery extends SendResult {
  trainingId: string;
  url: string;
  /** What was, or would have been, sent. */
  payload: Readonly<Record<string, string>>;
  /** 1 for the first attempt. */
  attempt: number;
}

/** The webhooks of all trainings that this mock created. They are in memory, and end with it. */
export interface Webhooks {
  /** Attempts so far, oldest first; of many, the newest 10,000. */
  deliveries: readonly Delivery[];
  schedule(training: CreatedTraining, url: string): void;
  /** Sends what is due now, and waits until it is answered. */
  flush(): Promise<void>;
  close(): void;
}

interface Pending extends PlannedWebhook {
  trainingId: string;
  url: string;
  attempt: number;
  dueMs: number;
}

/** How long after an attempt that was not accepted the next one is due, of a training's time. */
const RETRY_AFTER_MS = [10_000, 60_000];
const KEPT_DELIVERIES = 10_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export function createWebhooks(
  contract: Contract,
  clock: Clock,
  { allowRemote, onDelivery }: { allowRemote: boolean; onDelivery: (delivery: Delivery) => void },
): Webhooks {
  const deliveries: Delivery[] = [];
  const closing = new AbortController();
  /** For each training the delivery under way, so that its webhooks keep their order. */
  const underWay = new Map<string, Promise<void>>();
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
    const delivery = { trainingId, url, payload, attempt, ...result };
    if (deliveries.push(delivery) > KEPT_DELIVERIES) deliveries.shift();
    onDelivery(delivery);
    const retryAfterMs = RETRY_AFTER_MS[attempt - 1];
    if (retryAfterMs === undefined || result.outcome === "accepted" || result.outcome === "refused") return;
    add([{ ...webhook, attempt: attempt + 1, dueMs: clock.now() + retryAfterMs / clock.speed }]);
  }

  function start(webhook: Pending): void {
    const { trainingId } = webhook;
    const done: Promise<void> = (underWay.get(trainingId) ?? Promise.resolve())
      .then(() => deliver(webhook))
      .finally(() => {
        if (underWay.get(trainingId) === done) underWay.delete(trainingId);
      });
    underWay.set(trainingId, done);
  }

  async function flush(): Promise<void> {
    const nowMs = clock.now();
    const due = pending.filter(({ dueMs }) => dueMs <= nowMs);
    pending = pending.filter(({ dueMs }) => dueMs > nowMs);
    for (const webhook of due) start(webhook);
    wait();
    await Promise.all(underWay.values());
  }

  return {
    deliveries,
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
