import { DeadlineError, JournalError } from "../errors.ts";
import type { Transport } from "../http/transport.ts";
import { callJournal } from "./call-journal.ts";
import { awaitWithin } from "./call-limits.ts";
import type { CallLimits } from "./call-limits.ts";
import { randomHex } from "./hex.ts";
import type { Intent } from "./intent.ts";
import type { BeginResult, IntentRecorder } from "./journal.ts";
import { addWebhookToken, createWebhookToken } from "./webhook-token.ts";

/** A create that is to be recorded and sent. */
export interface IntendedCreate extends Pick<Intent, "intentId" | "requestHash"> {
  body: Record<string, unknown>;
}

/** An intent that the journal has responded to, and the body to send if it was recorded. */
export interface BegunIntent {
  intent: Intent;
  result: BeginResult;
  body: Record<string, unknown>;
}

const NO_OUTCOME =
  "no outcome is recorded: the request is in flight, or the process ended before its response";
const NOT_RECORDED = "The intent could not be recorded, so nothing was sent";
const ATTEMPT_ID_BITS = 128;

/**
 * Records an intent that is about to be sent, however long that takes.
 *
 * @throws JournalError if the journal fails.
 */
export async function beginIntent(
  transport: Transport,
  journal: IntentRecorder,
  { intentId, requestHash, body }: IntendedCreate,
): Promise<BegunIntent> {
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
  const result = await callJournal(transport, NOT_RECORDED, () => journal.begin(intent));
  return { intent, result, body: bodyToSend };
}

/**
 * Waits for an intent's record within the limits of the call.
 *
 * @throws JournalError at the deadline, or the signal's reason. Nothing was sent, nor will be.
 */
export async function awaitBeginning(
  transport: Transport,
  limits: CallLimits,
  beginning: Promise<BegunIntent>,
): Promise<void> {
  const expire = () =>
    new JournalError(`${NOT_RECORDED}: the journal did not respond in time. Check it, then try again.`, {
      cause: new DeadlineError("The journal did not respond within deadlineMs."),
    });
  await awaitWithin(transport, limits, expire, beginning);
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
