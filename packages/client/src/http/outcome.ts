import { ConnectionError, SandboxError } from "../errors.ts";
import type { Runtime } from "./runtime.ts";

const CERTIFICATE_CODES = [
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
];
/** Deno's name of the error for a missing permission. */
const NO_PERMISSION = "NotCapable";
/**
 * The codes by which a runtime reports that it could not connect, so that nothing was sent. A code that can also occur
 * after sending, such as `ECONNRESET` or `EPROTO`, proves nothing and is not among them.
 */
const CONNECT_CODES: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  // Bun up to 1.3
  "ConnectionRefused",
  "FailedToOpenSocket",
  NO_PERMISSION,
  ...CERTIFICATE_CODES,
]);
/**
 * The system calls by which Node connects. A code such as `EHOSTUNREACH` proves something only together with the call: an
 * established connection that lost its route reports it too.
 */
const CONNECT_CALLS: ReadonlySet<unknown> = new Set(["connect", "getaddrinfo"]);
/** The codes that Bun reports without the call, and only for connecting. */
const BUN_CODES: ReadonlySet<unknown> = new Set([
  "ENETUNREACH",
  "EHOSTUNREACH",
  "EMFILE",
  "EACCES",
  "EINVAL",
]);
/** The codes of failures to connect that do not pass by themselves. */
const PERMANENT_CODES: ReadonlySet<unknown> = new Set([
  "EACCES",
  "EINVAL",
  NO_PERMISSION,
  ...CERTIFICATE_CODES,
]);
/** Deno has no codes; this text is all it reports when it could not connect. A URL cannot contain it, for its spaces. */
const DENO_CONNECT = "client error (Connect)";
/** Follows it if the certificate was rejected. */
const DENO_CERTIFICATE = `${DENO_CONNECT}: invalid peer certificate`;
const DEEPEST_CAUSE = 5;
/** The codes of errors of requests that were not sent, unless they have the status code of a response. */
const NOT_SENT_CODES: ReadonlySet<string> = new Set([
  "authentication_failed",
  "invalid_request",
  "journal_failed",
  "unsupported_runtime",
]);

/** An error of a runtime, as far as it matters. */
export interface Cause {
  name?: unknown;
  code?: unknown;
  syscall?: unknown;
  message?: unknown;
}

/** Returns an error and the chain of its causes. */
export function listCauses(error: unknown): Cause[] {
  const causes: Cause[] = [];
  let next: unknown = error;
  while (typeof next === "object" && next !== null && causes.length < DEEPEST_CAUSE) {
    causes.push(next);
    next = (next as { cause?: unknown }).cause;
  }
  return causes;
}

/** Returns whether one of the causes is a failure to connect, so that the request was not sent. */
export function isConnectFailure(causes: readonly Cause[], runtime: Runtime): boolean {
  return causes.some(
    ({ name, code, syscall, message }) =>
      CONNECT_CODES.has(code ?? name) ||
      CONNECT_CALLS.has(syscall) ||
      (runtime === "bun" && syscall === undefined && BUN_CODES.has(code)) ||
      (typeof message === "string" && message.includes(DENO_CONNECT)),
  );
}

/** Returns whether the same request would fail again, because a certificate, a route, or a permission is missing. */
export function isPermanentFailure(causes: readonly Cause[]): boolean {
  return causes.some(
    ({ name, code, message }) =>
      PERMANENT_CODES.has(code ?? name) ||
      (typeof message === "string" && message.includes(DENO_CERTIFICATE)),
  );
}

/**
 * Returns whether a request that failed with this error surely was not sent: it was invalid, its intent could not be
 * recorded, or the runtime could not connect. `false` proves nothing.
 *
 * @example
 * ```ts
 * await client.createTraining(request).catch((error) => {
 *   if (isSurelyNotSent(error)) console.log("Nothing was sent, and nothing is charged for.");
 *   throw error;
 * });
 * ```
 */
export function isSurelyNotSent(error: unknown): boolean {
  if (error instanceof ConnectionError) return error.surelyNotSent;
  return error instanceof SandboxError && error.httpStatus === undefined && NOT_SENT_CODES.has(error.code);
}
