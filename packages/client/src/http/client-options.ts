import type { Clock } from "../clock.ts";
import type { Journal } from "../journal/journal.ts";
import type { WebhookTokenPlace } from "../journal/webhook-token.ts";
import type { Logger } from "./logger.ts";

/** Client options. All are optional. */
export interface ClientOptions {
  /** The API key. Default: the environment variable `DREAMBOOTH_SANDBOX_API_KEY`. */
  apiKey?: string | undefined;
  /** The service's base URL. Default: the environment variable `DREAMBOOTH_SANDBOX_BASE_URL`, else the vendor's host. */
  baseUrl?: string | undefined;
  /** Called with a URL and an init object. Default: the runtime's `fetch`. */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** The time limit of one attempt in milliseconds, its body included. Default: 60,000. */
  timeoutMs?: number | undefined;
  /** How often a failed request is retried. Default: 3. */
  maxRetries?: number | undefined;
  /** The largest response body that is read, in bytes. Default: 1,048,576 (1 MiB). */
  maxResponseBytes?: number | undefined;
  /** Default: warnings go to `console.warn`. Use `{}` for silence, `console` for everything. */
  logger?: Logger | undefined;
  /** Default: the system's clock. */
  clock?: Clock | undefined;
  /** Allows plain http to other machines, although the API key then travels unencrypted. Default: false. */
  allowInsecureHttp?: boolean | undefined;
  /**
   * Allows creates with the `fetch` of a browser, or of another runtime that is not known to send a request only once. Such a
   * runtime may send a create twice when a connection breaks, and both are charged for. Default: false.
   */
  dangerouslyAllowBrowser?: boolean | undefined;
  /**
   * Records each create that has an `intentId`, so that it is sent at most once, across restarts and processes. Use
   * `fileJournal` or `memoryJournal` from `@dreambooth-sandbox/client/journal`. Default: none.
   */
  journal?: Journal | undefined;
  /**
   * Where a create with an `intentId` and a `webhook` adds a random token to the webhook's URL, by which a webhook handler
   * with the journal finds the intent: as the query parameter `intent_token`, as the last segment of the path, or nowhere.
   * Default: `"query"`.
   */
  webhookToken?: WebhookTokenPlace | undefined;
}

/** Options that every call accepts. */
export interface CallOptions {
  /** Ends the call at once with the signal's reason; a create that may have been sent, with a `CreateOutcomeUnknownError`. */
  signal?: AbortSignal | undefined;
  /** The time limit of one attempt in milliseconds, its body included. Default: the client's. */
  timeoutMs?: number | undefined;
  /** The time limit of the whole call in milliseconds, with all attempts and waits. Default: none. */
  deadlineMs?: number | undefined;
  /** How often a failed request is retried. Default: the client's. */
  maxRetries?: number | undefined;
}
