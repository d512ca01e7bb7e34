import { runWithin, systemClock } from "../clock.ts";
import { DeadlineError, TimeoutError, TrainingNotFoundError } from "../errors.ts";
import { readBody } from "../http/read-body.ts";
import { isTransient } from "../http/retry.ts";
import type { TrainingUpdate } from "../training-update.ts";
import { isSameSecret } from "./is-same-secret.ts";
import { parseTrainingWebhook } from "./parse-training-webhook.ts";
import type { TrainingHint } from "./parse-training-webhook.ts";
import { createHintReceiver } from "./receive-hint.ts";
import type { StatusSource } from "./receive-hint.ts";

/** How to answer webhook calls. */
export interface WebhookHandlerOptions {
  /** Asks for the status, for a call by itself is not believed. */
  client: StatusSource;
  /**
   * Gets what the service says about the training: each state once, and never two of one training at a time. Duplicates
   * are known to one process only, and a call is answered with an error and may come again if this throws or takes
   * too long: make it safe to repeat.
   */
  onUpdate: (update: TrainingUpdate) => unknown;
  /**
   * A secret that calls must carry as the query parameter `token` of the URL: at least 16 random characters, URL-encoded
   * there if they are not letters and digits. By default anyone who knows the URL can make the handler ask for a status.
   */
  token?: string | undefined;
  /** Gets what went wrong while handling a call, for the answer does not tell. By default nobody does. */
  onError?: ((error: unknown) => void) | undefined;
  /** How long a call may take in milliseconds, by default 25,000: the service waits for 30 seconds. */
  deadlineMs?: number | undefined;
  /** The largest body in bytes, by default 65,536. */
  maxBodyBytes?: number | undefined;
}

const SHORTEST_TOKEN = 16;
const RETRY_AFTER_MS = 30_000;

/**
 * Makes a handler of webhook calls for any framework that speaks `Request` and `Response`.
 *
 * It answers 204 when the call is done with, duplicates included; 405, 403 (wrong token), 413 or 400 when it is none;
 * 404 when the service does not know the training; 503 when the service could not be asked in time, or asks to wait;
 * and 500 when `onUpdate` throws. Neither token nor API key is in any answer or error.
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
  const { client, onUpdate, token, onError, deadlineMs = 25_000, maxBodyBytes = 65_536 } = options;
  if (token !== undefined && token.length < SHORTEST_TOKEN)
    throw new TypeError(`token: expected at least ${SHORTEST_TOKEN} characters, received ${token.length}.`);
  const receiveHint = createHintReceiver(client, onUpdate);

  return async function handle(request) {
    const refusal = refuse(request);
    if (refusal) return refusal;
    try {
      return await runWithin(systemClock, deadlineMs, undefined, expire, (signal) =>
        receive(request, signal),
      );
    } catch (error) {
      report(error);
      return toAnswer(error);
    }
  };

  function refuse(request: Request): Response | undefined {
    if (request.method !== "POST") return answer(405, "Expected POST.", { allow: "POST" });
    const given = new URL(request.url).searchParams.get("token") ?? "";
    if (token !== undefined && !isSameSecret(given, token)) return answer(403, "Wrong token.");
    return undefined;
  }

  async function receive(request: Request, signal: AbortSignal): Promise<Response> {
    const body = await readBody(new Response(request.body), maxBodyBytes);
    if (body === undefined) return answer(413, `Expected at most ${maxBodyBytes} bytes.`);
    const hint = tryParse(body, request.headers.get("content-type") ?? "");
    if (typeof hint === "string") return answer(400, hint);
    await receiveHint(hint, { signal, deadlineMs });
    return new Response(null, { status: 204 });
  }

  function expire(): TimeoutError {
    return new TimeoutError(`A webhook call was not handled within ${deadlineMs} ms.`);
  }

  function report(error: unknown): void {
    try {
      onError?.(error);
    } catch {}
  }
}

/** The hint, or why it is none. */
function tryParse(body: string, contentType: string): TrainingHint | string {
  try {
    return parseTrainingWebhook(body, contentType);
  } catch (error) {
    return String(error);
  }
}

function toAnswer(error: unknown): Response {
  if (error instanceof TrainingNotFoundError) return answer(404, "The service does not know this training.");
  const isLate = error instanceof DeadlineError || isTransient(error);
  if (!isLate) return answer(500, "The call was not handled.");
  const seconds = Math.ceil((error.retryAfterMs ?? RETRY_AFTER_MS) / 1_000);
  return answer(503, "The status could not be asked for. Try again later.", {
    "retry-after": String(seconds),
  });
}

function answer(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(`${text}\n`, { status, headers });
}
