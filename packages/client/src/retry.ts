import { hasCertainlyNotArrived } from "./arrival.ts";
import {
  ConnectionError,
  RateLimitError,
  SandboxError,
  TimeoutError,
  UnexpectedReplyError,
} from "./errors.ts";

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
/** Who is asked to wait longer than this gets the error, with `retryAfterMs`. */
const LONGEST_WAIT_MS = 120_000;

/** How long to wait before the next attempt: exponential, with full jitter, at least as long as the service asks. `undefined` for no further attempt. */
export function findRetryWaitMs(error: unknown, isCreate: boolean, attempt: number): number | undefined {
  if (!(isCreate ? mayCreateAgain(error) : mayAskAgain(error))) return undefined;
  const backoffMs = Math.random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt);
  const waitMs = Math.max(backoffMs, (error as SandboxError).retryAfterMs ?? 0);
  return waitMs > LONGEST_WAIT_MS ? undefined : waitMs;
}

function mayAskAgain(error: unknown): boolean {
  if (!isPassing(error)) return false;
  return (
    !(error instanceof UnexpectedReplyError) || error.httpStatus === 408 || (error.httpStatus ?? 0) >= 500
  );
}

function mayCreateAgain(error: unknown): boolean {
  if (error instanceof RateLimitError) return error.httpStatus === 429;
  return error instanceof ConnectionError && hasCertainlyNotArrived(error);
}

/** Whether the next status request may well succeed. */
export function isPassing(error: unknown): error is SandboxError {
  return [ConnectionError, TimeoutError, RateLimitError, UnexpectedReplyError].some(
    (type) => error instanceof type,
  );
}

/** Whether a create that failed so is known not to have taken effect. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof SandboxError)) return false;
  if (error instanceof ConnectionError) return hasCertainlyNotArrived(error);
  const { httpStatus = 0, serviceMessage } = error;
  const isKnown = httpStatus < 500 && ![0, 303, 408].includes(httpStatus);
  return isKnown && (httpStatus >= 300 || serviceMessage !== undefined);
}
