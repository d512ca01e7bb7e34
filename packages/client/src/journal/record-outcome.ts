import { runWithin } from "../clock.ts";
import { CreateOutcomeUnknownError, SandboxError } from "../errors.ts";
import { toExcerpt } from "../http/read-response.ts";
import type { Transport } from "../http/transport.ts";
import { describeReason } from "../validation/describe-reason.ts";
import { awaitWithin } from "./call-limits.ts";
import type { CallLimits } from "./call-limits.ts";
import type { Intent, IntentChange } from "./intent.ts";
import type { IntentRecorder } from "./journal.ts";

type Outcome = Omit<IntentChange, "attemptId" | "updatedAt">;

/** How long the journal may take after the call has reached its limits: the limit itself may have brought the outcome about. */
const GRACE_MS = 1_000;

/**
 * Records the outcome of a create. Never throws: whatever the journal does, the caller gets the outcome. Until it is
 * recorded, it counts as unknown.
 */
export async function recordOutcome(
  transport: Transport,
  journal: IntentRecorder,
  limits: CallLimits,
  { intentId, attemptId }: Intent,
  outcome: Outcome,
): Promise<void> {
  const { clock, logger } = transport;
  const expire = () => new Error("it does not respond");
  const record = async () => journal.update(intentId, { attemptId, updatedAt: clock.now(), ...outcome });
  const recording = record();
  try {
    await awaitWithin(transport, limits, expire, recording).catch(() =>
      runWithin(clock, GRACE_MS, undefined, expire, () => recording),
    );
  } catch (error) {
    const { state, trainingId } = outcome;
    const training = trainingId === undefined ? "" : ` as training ${trainingId}`;
    logger.warn(
      `The journal could not record that intent ${JSON.stringify(intentId)} is ${state}${training}. Its outcome counts as unknown: ${describeReason(error)}`,
    );
  }
}

/** Every error except a `CreateOutcomeUnknownError` means that no training was created, the caller's abort included. */
export function toOutcome({ redact }: Transport, error: unknown): Outcome {
  if (!(error instanceof CreateOutcomeUnknownError))
    return { state: "refused", reason: toReason(redact, error) };
  const { trainingId, cause } = error;
  return {
    state: "unknown",
    reason: toReason(redact, cause),
    ...(trainingId !== undefined && { trainingId }),
  };
}

function toReason(redact: (text: string) => string, error: unknown): string {
  const text = describeReason(error);
  return toExcerpt(redact(error instanceof SandboxError ? text : `aborted: ${text}`));
}
