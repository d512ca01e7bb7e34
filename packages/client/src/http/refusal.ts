import { SandboxError } from "../errors.ts";
import { isSurelyNotSent } from "./outcome.ts";

/** Status codes of refusals that do not prove that nothing happened: a proxy, a timeout, a conflict, "too early". */
const INCONCLUSIVE_STATUSES: ReadonlySet<number> = new Set([407, 408, 409, 425, 499]);
/** The service's own words when a request failed half-way. */
const TRY_AGAIN = "failed, try again";

/** Returns whether the service surely did not act on a request that failed with this error. */
export function isRefused(error: unknown): boolean {
  if (isSurelyNotSent(error)) return true;
  if (!(error instanceof SandboxError)) return false;
  const { httpStatus = 0, serviceMessage } = error;
  // Only the API's own error form is evidence: a gateway does not know what the service behind it did.
  if (serviceMessage === undefined || httpStatus >= 500 || INCONCLUSIVE_STATUSES.has(httpStatus))
    return false;
  return httpStatus >= 400 || serviceMessage.trim().toLowerCase() !== TRY_AGAIN;
}
