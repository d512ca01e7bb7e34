import { followStep } from "@dreambooth-sandbox/client";
import { findFirstPoll } from "../creates/intent-recorder.ts";
import { describeError } from "../describe-error.ts";
import { FleetError } from "../errors.ts";
import { findAccount } from "../fleet-context.ts";
import type { FleetContext } from "../fleet-context.ts";
import type { StoredIntent } from "../store/store.ts";
import { hasEnded } from "../store/training.ts";

/** How long the service may take to confirm a training. It waits for the response to its call for 30 seconds. */
const CONFIRM_WITHIN_MS = 20_000;

/**
 * Moves a training's next poll forward, and before that resolves the intent whose token the call carries. Returns `false` if
 * the training is not followed.
 */
export async function receiveHint(
  context: FleetContext,
  trainingId: string,
  tokens: readonly string[],
): Promise<boolean> {
  const { store } = context;
  const intent = await store.findIntentByToken(tokens);
  if (intent) await resolveByToken(context, intent, trainingId);
  const training = await store.getTraining(trainingId);
  if (!training) return false;
  if (hasEnded(training)) return true;
  const at = store.now();
  // The client decides how soon: at once, or some seconds after the last poll.
  const { nextPollDelayMs = 0 } = followStep(training.state, { at, hint: true }, { random: 0 });
  await store.hint(trainingId, at + nextPollDelayMs);
  return true;
}

/** The token alone is not enough: the service must know the training, and no other intent may have created it. */
async function resolveByToken(
  context: FleetContext,
  intent: StoredIntent,
  trainingId: string,
): Promise<void> {
  const { store, logger } = context;
  const { intentId, attemptId, state } = intent;
  if (state === "created" || state === "refused") {
    if (intent.trainingId !== trainingId)
      logger.warn(
        `A webhook call with the token of the ${state} intent ${JSON.stringify(intentId)} names another training, ${JSON.stringify(trainingId)}.`,
      );
    return;
  }
  await confirmTraining(context, intent.account, trainingId);
  const now = store.now();
  try {
    const change = { attemptId, state: "created", trainingId, updatedAt: now } as const;
    await store.updateIntent(intentId, change, findFirstPoll(now));
  } catch (error) {
    if (!(error instanceof FleetError) || error.code !== "conflict") throw error;
    logger.warn(describeError(error));
  }
}

/** @throws TrainingNotFoundError if the service has no such training. */
async function confirmTraining(context: FleetContext, name: string, trainingId: string): Promise<void> {
  const { client, slots } = findAccount(context, name);
  await slots.take(AbortSignal.timeout(CONFIRM_WITHIN_MS));
  await client.getTrainingStatus(trainingId, { maxRetries: 0, deadlineMs: CONFIRM_WITHIN_MS });
}
