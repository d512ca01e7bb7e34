import { CreateOutcomeUnknownError, SandboxError } from "../errors.ts";
import { toExcerpt } from "../http/read-response.ts";
import type { Transport } from "../http/transport.ts";
import type { CreatedTraining } from "../operations/created-training.ts";
import { callJournal } from "./call-journal.ts";
import { describeReason } from "../validation/describe-reason.ts";
import { readExisting } from "./existing-intent.ts";
import { randomHex } from "./hex.ts";
import type { Intent, IntentChange } from "./intent.ts";
import type { IntentRecorder } from "./journal.ts";
import { addWebhookToken, createWebhookToken } from "./webhook-token.ts";

/** Sends the body of a create. Throws a `CreateOutcomeUnknownError` if the training may exist, else any other error. */
export type SendBody = (body: Record<string, unknown>) => Promise<CreatedTraining>;

/** A create that is to be recorded and sent. */
interface IntendedCreate extends Pick<Intent, "intentId" | "requestHash"> {
  body: Record<string, unknown>;
}

type Outcome = Omit<IntentChange, "attemptId" | "updatedAt">;

const NO_OUTCOME =
  "no outcome is recorded: the request is in flight, or the process ended before its response";
const NOT_RECORDED = "The intent could not be recorded, so nothing was sent";
const ATTEMPT_ID_BITS = 128;

/** Records an intent, sends its create, and records the outcome. Sends nothing if the journal already has the intent. */
export async function sendIntent(
  transport: Transport,
  journal: IntentRecorder,
  { intentId, requestHash, body }: IntendedCreate,
  send: SendBody,
): Promise<CreatedTraining> {
  const { bodyToSend, ...token } = prepareWebhook(transport, body);
  const now = transport.clock.now();
  const intent: Intent = {
    intentId,
    requestHash,
    attemptId: randomHex(ATTEMPT_ID_BITS),
    ...token,
    state: "sending",
    createdAt: now,
    updatedAt: now,
    reason: NO_OUTCOME,
  };
  const begun = await callJournal(transport, NOT_RECORDED, () => journal.begin(intent));
  if (!begun.created) return readExisting(begun.existing, intent);
  let created: CreatedTraining;
  try {
    created = await send(bodyToSend);
  } catch (error) {
    await record(transport, journal, intent, toOutcome(transport, error));
    throw error;
  }
  await record(transport, journal, intent, { state: "created", trainingId: created.trainingId });
  return created;
}

/** Adds a token to the webhook's URL, if there is one. */
function prepareWebhook(
  { webhookToken: place = "query" }: Transport,
  body: Record<string, unknown>,
): { bodyToSend: Record<string, unknown>; webhookToken?: string } {
  const { webhook } = body;
  if (place === false || typeof webhook !== "string" || webhook === "") return { bodyToSend: body };
  const webhookToken = createWebhookToken();
  return { bodyToSend: { ...body, webhook: addWebhookToken(webhook, webhookToken, place) }, webhookToken };
}

/** Never throws: whatever the journal does, the caller gets the outcome. Until it is recorded, it counts as unknown. */
async function record(
  { clock, logger }: Transport,
  journal: IntentRecorder,
  { intentId, attemptId }: Intent,
  outcome: Outcome,
): Promise<void> {
  try {
    await journal.update(intentId, { attemptId, updatedAt: clock.now(), ...outcome });
  } catch (error) {
    const { state, trainingId } = outcome;
    const training = trainingId === undefined ? "" : ` as training ${trainingId}`;
    logger.warn(
      `The journal could not record that intent ${JSON.stringify(intentId)} is ${state}${training}. Its outcome counts as unknown: ${describeReason(error)}`,
    );
  }
}

/** Every error except a `CreateOutcomeUnknownError` means that no training was created, the caller's abort included. */
function toOutcome({ redact }: Transport, error: unknown): Outcome {
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
