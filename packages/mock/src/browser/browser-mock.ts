import type { FaultOptions } from "../faults/random-faults.ts";
import type { RequestRecord } from "../http/request-record.ts";
import type { MockSession } from "../sessions/mock-session.ts";
import type { Delivery } from "../webhooks/delivery.ts";
import type { WebhookHandler } from "./page-webhooks.ts";

/** Options of `createBrowserMock`. All are optional. */
export interface BrowserMockOptions {
  /** The scenario of trainings that are created without `Prefer: scenario=…`; `success` by default. */
  scenario?: string;
  /** How many milliseconds a training ages in one millisecond; 1 by default. At 60, a minute passes each second. */
  speed?: number;
  /** Returns the present in milliseconds since 1970; `Date.now` by default. */
  now?: () => number;
  /** Random faults; none by default. */
  faults?: FaultOptions;
  /** Whether invalid requests get a 422 problem document instead of the service's 200 with an error. */
  strict?: boolean;
  /** Receives the webhooks. Without it, each is listed in `deliveries` with the outcome `refused`. */
  onWebhook?: WebhookHandler;
  /** Called after each response. API keys are redacted. */
  onRequest?: (record: RequestRecord) => void;
  /** Called after each attempt to deliver a webhook. */
  onDelivery?: (delivery: Delivery) => void;
}

/** A mock of the contract in a page. As a session, it is all of its sessions together. */
export interface BrowserMock extends MockSession, AsyncDisposable {
  /** Has the signature of `fetch` and responds in this page. The URL's host is ignored. */
  fetch: typeof fetch;
  /** Returns the session of an API key: everything that was sent with this key. */
  session(apiKey: string): MockSession;
  /** Cancels webhooks. */
  close(): Promise<void>;
}
