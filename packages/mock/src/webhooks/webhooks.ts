import type { Contract } from "../contract/contract.ts";
import type { Clock } from "../life-cycle/clock.ts";
import type { CreatedTraining } from "../life-cycle/trainings.ts";
import { createDueQueue } from "./due-queue.ts";
import { createWebhookCapacity, type WebhookCapacity } from "./webhook-capacity.ts";
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
const TOO_MANY_PENDING = "too many webhooks are pending";

export interface WebhookOptions {
  allowRemote: boolean;
  onDelivery: (delivery: Delivery) => void;
  /** The room for webhooks; room of its own by default. */
  capacity?: WebhookCapacity;
}

/** Creates the webhooks of a session. */
export function createWebhooks(
  contract: Contract,
  clock: Clock,
  { allowRemote, onDelivery, capacity = createWebhookCapacity() }: WebhookOptions,
): Webhooks {
  const closing = new AbortController();
  /** The delivery in progress of each training, so that its webhooks stay in order. */
  const inProgress = new Map<string, Promise<void>>();
  const queue = createDueQueue<Pending>();
  let timer: NodeJS.Timeout | undefined;

  function add(webhook: Pending): void {
    queue.push(webhook);
    if (queue.nextDueMs() === webhook.dueMs) wait();
  }

  function wait(): void {
    clearTimeout(timer);
    const dueMs = queue.nextDueMs();
    if (dueMs === undefined || closing.signal.aborted) return;
    const delayMs = Math.min(Math.max(1, dueMs - clock.now()), LONGEST_TIMER_MS);
    timer = setTimeout(() => void flush(), delayMs).unref();
  }

  function record({ trainingId, url, payload, attempt }: Pending, result: SendResult): void {
    onDelivery({ trainingId, url, payload, attempt, ...result });
  }

  async function deliver(webhook: Pending): Promise<void> {
    const result = await send(webhook);
    if (result) record(webhook, result);
    const { attempt } = webhook;
    const retryAfterMs = RETRY_AFTER_MS[attempt - 1];
    const isFinal = !result || result.outcome === "accepted" || result.outcome === "refused";
    if (retryAfterMs === undefined || isFinal) capacity.release(1);
    else add({ ...webhook, attempt: attempt + 1, dueMs: clock.now() + retryAfterMs / clock.speed });
  }

  /** Returns undefined if the webhooks are closed before there is a result. */
  async function send(webhook: Pending): Promise<SendResult | undefined> {
    const { signal } = closing;
    const result = signal.aborted
      ? undefined
      : await sendWebhook(webhook.url, webhook, { allowRemote, signal });
    return signal.aborted ? undefined : result;
  }

  function start(webhook: Pending): void {
    const { trainingId } = webhook;
    const done: Promise<void> = (inProgress.get(trainingId) ?? Promise.resolve())
      .then(() => capacity.run(() => deliver(webhook)))
      .finally(() => {
        if (inProgress.get(trainingId) === done) inProgress.delete(trainingId);
      });
    inProgress.set(trainingId, done);
  }

  async function flush(): Promise<void> {
    for (const webhook of queue.takeDue(clock.now())) start(webhook);
    wait();
    await Promise.all(inProgress.values());
  }

  return {
    flush,
    schedule(training, url) {
      const { trainingId, startMs } = training;
      for (const planned of planWebhooks(contract, training)) {
        const dueMs = startMs + planned.dueAtAgeMs / clock.speed;
        const webhook: Pending = { ...planned, trainingId, url, attempt: 1, dueMs };
        if (capacity.reserve()) add(webhook);
        else record(webhook, { outcome: "refused", reason: TOO_MANY_PENDING });
      }
    },
    close() {
      closing.abort();
      clearTimeout(timer);
      capacity.release(queue.clear());
    },
  };
}
