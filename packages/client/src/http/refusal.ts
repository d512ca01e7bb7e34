import { SandboxError } from "../errors.ts";
import { isSurelyNotSent } from "./outcome.ts";

/** Status codes of refusals that do not prove that nothing happened: a proxy, a timeout, a conflict, "too early". */
const INCONCLUSIVE_STATUSES: ReadonlySet<number> = new Set([407, 408, 409, 425, 499]);
/** The service's own words when a request failed half-way, with or without a full stop. */
const TRY_AGAIN = /^\s*failed,\s+try\s+again\W*$/i;

/** Returns whether a service's message is that a request failed half-way. */
export function isTryAgain(message: unknown): boolean {
  return typeof message === "string" && TRY_AGAIN.test(message);
}

/** Returns whether the service surely did not act on a request that failed with this error. */
export function isRefused(error: unknown): boolean {
  if (isSurelyNotSent(error)) return true;
  if (!(error instanceof SandboxError)) return false;
  const { httpStatus = 0, serviceMessage, trainingId } = error;
  // Only the API's own error form is evidence: a gateway does not know what the service behind it did.
  if (!serviceMessage || httpStatus >= 500 || INCONCLUSIVE_STATUSES.has(httpStatus)) return false;
  // An error with the id of a training contradicts itself.
  return trainingId === undefined && (httpStatus >= 400 || !isTryAgain(serviceMessage));
}
