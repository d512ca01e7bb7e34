import type { Operation } from "../contract/operation.ts";
import {
  ConnectionError,
  RateLimitError,
  SandboxError,
  TimeoutError,
  UnexpectedResponseError,
} from "../errors.ts";

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
const TOO_MANY_REQUESTS = 429;
const REQUEST_TIMEOUT = 408;

/** Returns how long to wait before the next attempt: exponential backoff with full jitter, or longer if the service requests it. */
export function findRetryWaitMs({ retryAfterMs = 0 }: SandboxError, attempt: number): number {
  const backoffMs = Math.random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt);
  return Math.max(backoffMs, retryAfterMs);
}

/** Returns whether the same status request may succeed later. */
export function isTransient(error: unknown): error is SandboxError {
  if (error instanceof ConnectionError) return error.isTransient;
  // Without a status code it is not a response at all, but the fault of an injected `fetch`.
  if (error instanceof UnexpectedResponseError) return error.httpStatus !== undefined;
  return error instanceof TimeoutError || error instanceof RateLimitError;
}

/**
 * Returns whether to send a request again. The contract's `x-replay` decides: an operation that must `never` be replayed
 * is sent again only if nothing was sent, or after 429. The caller has ruled out that its outcome is unknown.
 */
export function mayRetry(error: unknown, replay: Operation["replay"]): error is SandboxError {
  if (!isTransient(error)) return false;
  const { httpStatus } = error;
  if (httpStatus === undefined || httpStatus === TOO_MANY_REQUESTS) return true;
  return replay === "safe" && (error instanceof RateLimitError || isServiceFailure(httpStatus));
}

/** Returns whether a status code is a failure of the service, whatever the body says. */
export function isServiceFailure(httpStatus: number): boolean {
  return httpStatus === REQUEST_TIMEOUT || httpStatus >= 500;
}
