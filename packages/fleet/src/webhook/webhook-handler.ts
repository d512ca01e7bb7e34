import { createHash, timingSafeEqual } from "node:crypto";
import { TrainingNotFoundError, ValidationError } from "@dreambooth-sandbox/client";
import { findWebhookTokens, parseTrainingWebhook } from "@dreambooth-sandbox/client/webhook";
import { describeError } from "../describe-error.ts";
import type { FleetContext } from "../fleet-context.ts";
import { readLimitedBody } from "./read-limited-body.ts";
import { receiveHint } from "./receive-hint.ts";

/** Options of a webhook handler. */
export interface WebhookOptions {
  /**
   * A secret that calls must carry in the URL's query parameter `token`: at least 16 random letters and digits. Without it,
   * anyone who knows the URL and a training's id can cause a poll every five seconds.
   */
  token?: string | undefined;
}

const SHORTEST_TOKEN = 16;
const MOST_BODY_BYTES = 65_536;
const RETRY_AFTER_SECONDS = 30;

/**
 * Creates a handler of webhook calls for any framework that uses Fetch `Request`/`Response`. It moves polls forward, and
 * resolves the intent whose token a call carries.
 *
 * @throws TypeError if the token is too short.
 */
export function createWebhookHandler(
  context: FleetContext,
  { token }: WebhookOptions = {},
): (request: Request) => Promise<Response> {
  if (token !== undefined && (typeof token !== "string" || token.length < SHORTEST_TOKEN))
    throw new TypeError(`token must be a string of at least ${SHORTEST_TOKEN} characters.`);

  return async function handle(request) {
    if (request.method !== "POST") return respond(405, "The method must be POST.", { allow: "POST" });
    const given = new URL(request.url).searchParams.get("token") ?? "";
    if (token !== undefined && !isSameSecret(given, token)) return respond(403, "The token is wrong.");
    const body = await readLimitedBody(request, MOST_BODY_BYTES);
    if (body === undefined) return respond(413, `The body must have at most ${MOST_BODY_BYTES} bytes.`);
    try {
      const { trainingId } = parseTrainingWebhook(body, request.headers.get("content-type") ?? "");
      const isKnown = await receiveHint(context, trainingId, findWebhookTokens(request.url));
      return isKnown ? new Response(null, { status: 204 }) : respond(404, "The training is not followed.");
    } catch (error) {
      return toErrorResponse(context, error);
    }
  };
}

function toErrorResponse({ logger }: FleetContext, error: unknown): Response {
  if (error instanceof ValidationError) return respond(400, error.message);
  if (error instanceof TrainingNotFoundError)
    return respond(404, "The service has no training with this id.");
  logger.warn(`A webhook call could not be handled: ${describeError(error)}`);
  return respond(503, "The call could not be handled. Try again later.", {
    "retry-after": String(RETRY_AFTER_SECONDS),
  });
}

/** Compares two strings in a time that does not depend on how much of the secret was guessed. */
function isSameSecret(given: string, secret: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(secret));
}

function respond(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(`${text}\n`, { status, headers });
}
