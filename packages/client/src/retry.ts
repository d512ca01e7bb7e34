import {
  ConnectionError,
  RateLimitError,
  SandboxError,
  TimeoutError,
  UnexpectedReplyError,
} from "./errors.ts";

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;

/** How Node, Bun and Deno say that no connection came about, so that nothing was sent. */
const NO_CONNECTION = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|connection ?refused|dns error/i;

/** How long to wait before the next attempt: exponential, with full jitter, and as long as the service asks. */
export function findRetryWaitMs({ retryAfterMs = 0 }: SandboxError, attempt: number): number {
  const backoffMs = Math.random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt);
  return Math.max(backoffMs, retryAfterMs);
}

/** Whether the same status request may succeed later. */
export function isPassing(error: unknown): error is SandboxError {
  return [ConnectionError, TimeoutError, RateLimitError, UnexpectedReplyError].some(
    (type) => error instanceof type,
  );
}

/** Whether to send a request again: a create only if there was no connection, or too many requests. */
export function mayRetry(error: unknown, isCreate: boolean): error is SandboxError {
  if (!isPassing(error)) return false;
  const { httpStatus } = error;
  if (httpStatus === undefined || httpStatus === 429) return true;
  return !isCreate && (error instanceof RateLimitError || httpStatus === 408 || httpStatus >= 500);
}

/** Whether the service certainly did not do what was asked for. */
export function isRefused(error: unknown): boolean {
  if (error instanceof ConnectionError) return NO_CONNECTION.test(String(error.cause));
  const { httpStatus = 0, serviceMessage }: Partial<SandboxError> = Object(error);
  const isTold = httpStatus >= 300 || serviceMessage !== undefined;
  return isTold && httpStatus < 500 && httpStatus !== 303 && httpStatus !== 408;
}
