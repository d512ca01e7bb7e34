import { ConnectionError, SandboxError } from "../errors.ts";

/** The codes of errors that a runtime reports before it has sent anything. */
const CODES_BEFORE_SENDING: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  // Bun
  "ConnectionRefused",
  "FailedToOpenSocket",
]);
/** Deno has no code; this is all that it reports when it could not connect. */
const DENO_CONNECT = "client error (Connect)";

/** Returns whether a failed `fetch` surely sent nothing. */
export function isBeforeSending(error: unknown): boolean {
  return listCauses(error).some(
    ({ code, message }) =>
      (typeof code === "string" && CODES_BEFORE_SENDING.has(code)) ||
      (typeof message === "string" && message.includes(DENO_CONNECT)),
  );
}

const DEEPEST_CAUSE = 5;

/** Returns an error and its chain of causes. */
export function listCauses(error: unknown): { code?: unknown; message?: unknown }[] {
  const causes: { code?: unknown; message?: unknown; cause?: unknown }[] = [];
  for (let next = error; typeof next === "object" && next !== null; next = (next as Error).cause) {
    if (causes.length >= DEEPEST_CAUSE) break;
    causes.push(next);
  }
  return causes;
}

/** Status codes of refusals that do not prove that nothing happened: a proxy, a timeout, a conflict, "too early". */
const INCONCLUSIVE_STATUSES: readonly number[] = [407, 408, 409, 425, 499];
/** The service's own words when a request failed half-way. */
const TRY_AGAIN = "failed, try again";

/** Returns whether the service surely did not act on a request that failed with this error. */
export function isRefused(error: unknown): boolean {
  if (error instanceof ConnectionError) return isBeforeSending(error.cause);
  if (!(error instanceof SandboxError)) return false;
  const { httpStatus = 0, serviceMessage } = error;
  // Only the API's own error form is evidence; a gateway in front of it knows nothing of what it did.
  if (serviceMessage === undefined || httpStatus >= 500 || INCONCLUSIVE_STATUSES.includes(httpStatus))
    return false;
  return httpStatus >= 400 || serviceMessage.trim().toLowerCase() !== TRY_AGAIN;
}
