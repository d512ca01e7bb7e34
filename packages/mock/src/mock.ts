import type { FaultOptions } from "./faults/random-faults.ts";
import type { RequestRecord } from "./http/request-record.ts";
import type { ListenOptions } from "./http/listen-options.ts";
import type { RecordOptions } from "./recording/record-options.ts";
import type { MockSession } from "./sessions/mock-session.ts";
import type { Delivery } from "./webhooks/webhooks.ts";

/** Options of `createMock`. All are optional. */
export interface MockOptions {
  /** The scenario of trainings that are created without `Prefer: scenario=…`; `success` by default. */
  scenario?: string;
  /** How many milliseconds a training ages in one millisecond; 1 by default. At 60, a minute passes each second. */
  speed?: number;
  /** Returns the present in milliseconds since 1970; `Date.now` by default. */
  now?: () => number;
  /** Random faults; none by default. */
  faults?: FaultOptions;
  /** Whether invalid requests get Prism's 422 problem document instead of the service's 200 with an error. */
  strict?: boolean;
  /** Whether webhooks are sent to other hosts too; false by default. Link-local addresses never receive webhooks. */
  allowRemoteWebhooks?: boolean;
  /** Forwards all requests to this URL and checks requests and responses against the contract. */
  upstream?: string;
  /** Records the exchanges with the upstream in a HAR file. */
  record?: RecordOptions;
  /** Responds from this HAR file. */
  replay?: string;
  /** Called after each response. API keys are redacted. */
  onRequest?: (record: RequestRecord) => void;
  /** Called after each attempt to deliver a webhook. */
  onDelivery?: (delivery: Delivery) => void;
}

/** A mock of the contract. As a session, it is all of its sessions together. */
export interface Mock extends MockSession, AsyncDisposable {
  /** Has the signature of `fetch` and responds in this process, without a socket or a port. The URL's host is ignored. */
  fetch: typeof fetch;
  /** Serves over HTTP, by default on a free port of the loopback interface. */
  listen(options?: ListenOptions): Promise<{ url: string }>;
  /** Returns the session of an API key: everything that was sent with this key. */
  session(apiKey: string): MockSession;
  /** Stops listening, closes connections and cancels webhooks. */
  close(): Promise<void>;
}
