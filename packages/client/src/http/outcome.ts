import { AuthenticationError, ConnectionError, UnsupportedRuntimeError, ValidationError } from "../errors.ts";
import type { Runtime } from "./runtime.ts";

/** Whether a failure to connect may pass by itself. */
type Prospect = "transient" | "permanent";

/**
 * The codes by which a runtime reports that it could not connect, so that nothing was sent. A code that can also occur
 * after sending, such as `ECONNRESET` or `EPROTO`, proves nothing and is not among them.
 */
const connectFailures: Readonly<Record<string, Prospect>> = {
  ECONNREFUSED: "transient",
  ENOTFOUND: "transient",
  EAI_AGAIN: "transient",
  UND_ERR_CONNECT_TIMEOUT: "transient",
  CERT_HAS_EXPIRED: "permanent",
  DEPTH_ZERO_SELF_SIGNED_CERT: "permanent",
  ERR_TLS_CERT_ALTNAME_INVALID: "permanent",
  SELF_SIGNED_CERT_IN_CHAIN: "permanent",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "permanent",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "permanent",
  // Bun up to 1.3
  ConnectionRefused: "transient",
  FailedToOpenSocket: "transient",
  // Deno, as the error's name: the program lacks the permission.
  NotCapable: "permanent",
};
/**
 * The codes of a system call that failed. They prove something only together with the call that failed: a connection that
 * was established, and lost its route, also reports `EHOSTUNREACH`. Bun reports them only for connecting.
 */
const callFailures: Readonly<Record<string, Prospect>> = {
  ENETUNREACH: "transient",
  EHOSTUNREACH: "transient",
  EMFILE: "transient",
  EACCES: "permanent",
  EINVAL: "permanent",
};
const CONNECT_CALLS: ReadonlySet<unknown> = new Set(["connect", "getaddrinfo"]);
/** Deno has no codes; this text is all it reports when it could not connect. A URL cannot contain it, for its spaces. */
const DENO_CONNECT = "client error (Connect)";
const DEEPEST_CAUSE = 5;

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

/** Returns how a failure to connect may go on; `undefined` if the causes do not prove that nothing was sent. */
export function findConnectFailure(causes: readonly Cause[], runtime: Runtime): Prospect | undefined {
  return causes.map((cause) => toProspect(cause, runtime)).find((prospect) => prospect !== undefined);
}

function toProspect({ name, code, syscall, message }: Cause, runtime: Runtime): Prospect | undefined {
  const key = [code, name].find((word) => typeof word === "string") ?? "";
  if (Object.hasOwn(connectFailures, key)) return connectFailures[key];
  if (Object.hasOwn(callFailures, key) && (CONNECT_CALLS.has(syscall) || (runtime === "bun" && !syscall)))
    return callFailures[key];
  return typeof message === "string" && message.includes(DENO_CONNECT) ? "transient" : undefined;
}

/**
 * Returns whether a request that failed with this error surely was not sent: it was invalid, or the runtime could not
 * connect. `false` proves nothing.
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
  return (
    [ValidationError, AuthenticationError, UnsupportedRuntimeError].some((type) => error instanceof type) &&
    (error as { httpStatus?: number }).httpStatus === undefined
  );
}
