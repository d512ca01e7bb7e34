import { followStep, RateLimitError, SandboxError } from "@dreambooth-sandbox/client";

const TOO_MANY_REQUESTS = 429;
/** How long an account pauses at least after a rate limit, also if the response requests no wait. */
const SHORTEST_PAUSE_MS = 1_000;

/** Returns until when all requests of an account wait after an error; `undefined` if it does not concern its others. */
export function findPauseEnd(error: unknown, at: number): number | undefined {
  const isLimit =
    error instanceof RateLimitError ||
    (error instanceof SandboxError && error.httpStatus === TOO_MANY_REQUESTS);
  if (!isLimit) return undefined;
  // The client decides how much of the requested wait counts.
  const { allowedAt = at } = followStep(undefined, { at, error }, { random: 0 }).state;
  return Math.max(allowedAt, at + SHORTEST_PAUSE_MS);
}
