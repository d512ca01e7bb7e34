import type { IntentChange, IntentResolution } from "@dreambooth-sandbox/client";
import { FleetError } from "../errors.ts";
import type { FleetContext } from "../fleet-context.ts";
import type { StoredIntent } from "../store/store.ts";
import { findFirstPoll } from "./intent-recorder.ts";
import { findSendingBefore } from "./parked.ts";

/** Records what became of a create whose outcome was unknown. Follows the training if there is one. */
export async function resolveIntent(
  { store }: Pick<FleetContext, "store">,
  intentId: string,
  resolution: IntentResolution,
): Promise<void> {
  const trainingId = readTrainingId(resolution);
  const intent = await store.getIntent(intentId);
  if (!intent) throw contradict(intentId, "the store does not have it");
  if (intent.state === "created") {
    if (intent.trainingId === trainingId) return;
    throw contradict(intentId, `it created training ${intent.trainingId}`);
  }
  if (intent.state === "sending" && intent.updatedAt >= findSendingBefore({ store }))
    throw contradict(intentId, "it is being sent");
  const now = store.now();
  await store.updateIntent(intentId, toChange(intent, trainingId, now), findFirstPoll(now));
}

function toChange(
  { attemptId }: StoredIntent,
  trainingId: string | undefined,
  updatedAt: number,
): IntentChange {
  return trainingId === undefined
    ? { attemptId, updatedAt, state: "refused", reason: "resolved as not created" }
    : { attemptId, updatedAt, state: "created", trainingId };
}

/** Returns `undefined` if the training was not created. */
function readTrainingId(resolution: unknown): string | undefined {
  const { trainingId, notCreated } = Object(resolution) as { trainingId?: unknown; notCreated?: unknown };
  if (notCreated === true && trainingId === undefined) return undefined;
  if (notCreated === undefined && typeof trainingId === "string" && trainingId !== "") return trainingId;
  throw new TypeError("The resolution must be { trainingId } or { notCreated: true }.");
}

function contradict(intentId: string, problem: string): FleetError {
  return new FleetError(
    "conflict",
    `The intent ${JSON.stringify(intentId)} could not be resolved: ${problem}.`,
  );
}
