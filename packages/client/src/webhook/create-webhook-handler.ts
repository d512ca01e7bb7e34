import { runWithin, systemClock } from "../clock.ts";
import { DeadlineError, TimeoutError, TrainingNotFoundError } from "../errors.ts";
import { readBody } from "../http/read-body.ts";
import { isTransient } from "../http/retry.ts";
import type { Journal } from "../journal/journal.ts";
import { findWebhookTokens } from "../journal/webhook-token.ts";
import { trace } from "../tracing.ts";
import type { TrainingUpdate } from "../training-update.ts";
import type { IntentCandidate } from "./intent-candidate.ts";
import { isSameSecret } from "./is-same-secret.ts";
import { parseTrainingWebhook } from "./parse-training-webhook.ts";
import type { TrainingHint } from "./parse-training-webhook.ts";
import { createHintReceiver } from "./receive-hint.ts";
import type { StatusSource } from "./receive-hint.ts";
import { createIntentResolver } from "./resolve-intents.ts";

/** Options of a webhook handler. */
export interface WebhookHandlerOptions {
  /** Polls the status, because a webhook call alone proves nothing. */
  client: StatusSource;
  /**
   * Called with the status that the service returns: once per state, and never concurrently for one training. Each process
   * detects only its own duplicates. If this throws or takes too long, the call gets an error and may be repeated, so make
   * it idempotent.
   */
  onUpdate: (update: TrainingUpdate) => unknown;
  /**
   * A secret that calls must carry in the URL's query parameter `token`: at least 16 random characters, URL-encoded unless
   * they are letters and digits. Without it, anyone who knows the URL can make the handler poll a status.
   */
  token?: string | undefined;
  /**
   * The client's journal. A call whose URL carries an intent's token then resolves that intent, unless it is created, if the
   * service knows the training, and no other intent has it. `createTraining` with the same `intentId` returns the
   * training from then on. The first call about a training, and each with another token, reads the whole journal.
   */
  journal?: Journal | undefined;
  /** Called, before `onUpdate`, with a training that may belong to an intent, but resolved none. */
  onCandidate?: ((candidate: IntentCandidate) => unknown) | undefined;
  /** Called with the error of a call that failed. The response does not contain it. */
  onError?: ((error: unknown) => void) | undefined;
  /** The time limit of a call in milliseconds. Default: 25,000, because the service waits for 30 seconds. */
  deadlineMs?: number | undefined;
  /** The largest body in bytes. Default: 65,536. */
  maxBodyBytes?: number | undefined;
}

const SHORTEST_TOKEN = 16;
const RETRY_AFTER_MS = 30_000;

/**
 * Creates a handler of webhook calls for any framework that uses Fetch `Request`/`Response`.
 *
 * It responds with 204 when it has handled the call, duplicates included; with 405, 403 (wrong token), 413, or 400 when the
 * call is invalid; with 404 when the service has no such training; with 503 when the status could not be polled in time, or
 * the service requests a wait; and with 500 when `onUpdate` throws. No response and no error contains the token or the API key.
 *
 * @throws TypeError if `token` is shorter than 16 characters.
 *
 * @example
 * ```ts
 * const handle = createWebhookHandler({
 *   client,
 *   token: process.env.WEBHOOK_TOKEN,
 *   onUpdate: (update) => console.log(update.trainingId, update.status),
 * });
 * Deno.serve(handle); // the create's webhook: https://example.com/?token=…
 * ```
 */
export function createWebhookHandler(
  options: WebhookHandlerOptions,
): (request: Request) => Promise<Response> {
  const { client, onUpdate, token, journal, onCandidate, onError } = options;
  const { deadlineMs = 25_000, maxBodyBytes = 65_536 } = options;
  if (token !== undefined && (typeof token !== "string" || token.length < SHORTEST_TOKEN))
    throw new TypeError(
      `token must be a string of at least ${SHORTEST_TOKEN} characters (got ${typeof token === "string" ? token.length : typeof token}).`,
    );
  const resolveIntent = journal && createIntentResolver(journal, onCandidate);
  const receiveHint = createHintReceiver(client, onUpdate, resolveIntent);

  return async function handle(request) {
    const refusal = refuse(request);
    if (refusal) return refusal;
    try {
      return await runWithin(systemClock, deadlineMs, undefined, expire, (signal) =>
        receive(request, signal),
      );
    } catch (error) {
      report(error);
      return toErrorResponse(error);
    }
  };

  function refuse(request: Request): Response | undefined {
    if (request.method !== "POST") return respond(405, "The method must be POST.", { allow: "POST" });
    const given = new URL(request.url).searchParams.get("token") ?? "";
    if (token !== undefined && !isSameSecret(given, token)) return respond(403, "The token is wrong.");
    return undefined;
  }

  async function receive(request: Request, signal: AbortSignal): Promise<Response> {
    const body = await readBody(new Response(request.body), maxBodyBytes);
    if (body === undefined) return respond(413, `The body must have at most ${maxBodyBytes} bytes.`);
    const hint = tryParse(body, request.headers.get("content-type") ?? "");
    if (typeof hint === "string") return respond(400, hint);
    const { trainingId } = hint;
    const tokens = journal ? findWebhookTokens(request.url) : [];
    const context = { trainingId, attempts: 0, waitMs: 0 };
    await trace("webhook", context, () => receiveHint({ hint, tokens }, { signal, deadlineMs }, context));
    return new Response(null, { status: 204 });
  }

  function expire(): TimeoutError {
    return new TimeoutError(`A webhook call took longer than ${deadlineMs} ms.`);
  }

  function report(error: unknown): void {
    try {
      onError?.(error);
    } catch {}
  }
}

/** Returns the parsed hint, or the reason it could not be parsed. */
function tryParse(body: string, contentType: string): TrainingHint | string {
  try {
    return parseTrainingWebhook(body, contentType);
  } catch (error) {
    return String(error);
  }
}

function toErrorResponse(error: unknown): Response {
  if (error instanceof TrainingNotFoundError)
    return respond(404, "The service has no training with this id.");
  const isLate = error instanceof DeadlineError || isTransient(error);
  if (!isLate) return respond(500, "The call could not be handled.");
  const seconds = Math.ceil((error.retryAfterMs ?? RETRY_AFTER_MS) / 1_000);
  return respond(503, "The status could not be polled. Try again later.", {
    "retry-after": String(seconds),
  });
}

function respond(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(`${text}\n`, { status, headers });
}
