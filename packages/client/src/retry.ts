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
const NO_CONNECTION = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ConnectionRefused|connection refused|dns error/i;

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

/** Whether the same status request may succeed soon. */
export function isRetried(error: unknown): error is SandboxError {
  if (!isPassing(error)) return false;
  const { httpStatus = 500 } = error;
  return error instanceof RateLimitError || httpStatus === 408 || httpStatus >= 500;
}

/** Whether a request certainly did not take effect, so that even one that is paid for may be sent again. */
export function hasNotArrived(error: unknown): error is SandboxError {
  if (error instanceof ConnectionError) return NO_CONNECTION.test(String(error.cause));
  return error instanceof RateLimitError && error.httpStatus === 429;
}

/** Whether the service certainly did not do what was asked for. */
export function isRefused(error: unknown): boolean {
  const { httpStatus = 0, serviceMessage }: Partial<SandboxError> = Object(error);
  const isTold = httpStatus >= 300 || serviceMessage !== undefined;
  return hasNotArrived(error) || (isTold && httpStatus < 500 && httpStatus !== 303 && httpStatus !== 408);
}
