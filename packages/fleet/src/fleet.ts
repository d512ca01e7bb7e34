import type { IntentResolution, TrainingRequest } from "@dreambooth-sandbox/client";
import type { CreateOptions } from "./creates/create-training.ts";
import type { FleetReport } from "./operation/fleet-report.ts";
import type { ParkedItem } from "./store/parked.ts";
import type { WebhookOptions } from "./webhook/webhook-handler.ts";
import type { WorkOptions } from "./work.ts";

/**
 * Very many trainings, followed by any number of processes. Everything is in the store: a process can end at any moment.
 * Methods throw a {@link FleetError} if the store fails.
 */
export interface Fleet extends AsyncDisposable {
  /**
   * Creates a training, **which costs money**, and follows it. The intent is recorded before the request is sent, and the
   * request is sent at most once: calls with the same `intentId` return the same training, in any process and after a crash.
   * Waits for a send time of the account.
   *
   * @throws CreateOutcomeUnknownError if the training may exist. It is then among `parked()`.
   * @throws the client's other errors if no training was created. You may call `create` again with the same `intentId`.
   * @example
   * ```ts
   * const { trainingId } = await fleet.create("order-4711", request, { account: "main" });
   * ```
   */
  create(intentId: string, request: TrainingRequest, options: CreateOptions): Promise<{ trainingId: string }>;
  /**
   * Follows a training that was created elsewhere. Has no effect if it is followed or has ended. A training that was lost is
   * followed again.
   */
  follow(trainingId: string, options: { account: string }): Promise<void>;
  /**
   * Makes the polls and calls the handlers, beside any number of other processes, until the signal aborts. No new polls start
   * then, and requests in flight finish within ten seconds or return to the store.
   *
   * @example
   * ```ts
   * const stop = new AbortController();
   * process.once("SIGTERM", () => stop.abort());
   * await fleet.work({ signal: stop.signal });
   * ```
   */
  work(options?: WorkOptions): Promise<void>;
  /** Returns how many trainings are in each phase, how late polls are, the rates of the accounts, and what is parked. */
  status(): Promise<FleetReport>;
  /** Returns the status in Prometheus' text format. */
  metrics(): Promise<string>;
  /** Yields creates whose outcome is unknown, with the reason, and events whose handler failed again and again. */
  parked(): AsyncIterable<ParkedItem>;
  /**
   * Records what you found out about a create whose outcome was unknown: its training, which is then followed, or that none
   * was created.
   *
   * @throws FleetError with the code `conflict` if the store contradicts you.
   */
  resolve(intentId: string, resolution: IntentResolution): Promise<void>;
  /** Makes all parked events pending again. Returns how many there were. */
  retryParkedEvents(): Promise<number>;
  /**
   * Creates a handler of webhook calls, for any framework that uses Fetch `Request`/`Response`. A call moves the next poll of
   * its training forward, to at most one every five seconds, and resolves the intent whose token its URL carries.
   */
  webhook(options?: WebhookOptions): (request: Request) => Promise<Response>;
  /** Closes the store. Call it after `work` has returned. */
  close(): Promise<void>;
}
