import { CreateOutcomeUnknownError, ValidationError } from "../errors.ts";
import type { CreatedTraining } from "../operations/created-training.ts";
import type { Intent } from "./intent.ts";

type Requested = Pick<Intent, "intentId" | "requestHash">;

/** @throws ValidationError if an intent was recorded with another request. */
export function requireSameRequest(
  recorded: Pick<Intent, "requestHash">,
  { intentId, requestHash }: Requested,
): void {
  if (recorded.requestHash === requestHash) return;
  const message = `The intent ${JSON.stringify(intentId)} was recorded with another request`;
  throw new ValidationError(`${message}. Nothing was sent. Use another intentId for another request.`, {
    problems: [{ message }],
  });
}

/**
 * Returns the training of an intent that the journal already had.
 *
 * @throws CreateOutcomeUnknownError if it is unknown whether there is one; ValidationError if the request was another one.
 */
export function readExisting(existing: Intent, requested: Requested): CreatedTraining {
  requireSameRequest(existing, requested);
  const { intentId, state, trainingId, reason = "no reason is recorded" } = existing;
  if (state === "created" && trainingId !== undefined)
    return { trainingId, status: "unknown", raw: undefined };
  throw new CreateOutcomeUnknownError(
    `Nothing was sent: the intent ${JSON.stringify(intentId)} was sent before, or is being sent by another process, and its outcome is unknown: ${reason}. Check your account, then call resolveIntent.`,
    { trainingId },
  );
}
