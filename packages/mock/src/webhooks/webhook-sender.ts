import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import {
  encodeWebhook,
  toSendResult,
  WEBHOOK_TIMEOUT_MS,
  type SendResult,
  type WebhookContent,
} from "./delivery.ts";
import { AddressRefusedError, createGuardedLookup, refuseUrl, type ResolveHost } from "./webhook-address.ts";

export interface SendOptions {
  allowRemote: boolean;
  /** Cancels the attempt. */
  signal: AbortSignal;
  /** Resolves hosts; `dns.lookup` by default. */
  resolve?: ResolveHost | undefined;
}

/** Posts a webhook if its address is permitted. Redirects are not followed. */
export async function sendWebhook(
  url: string,
  content: WebhookContent,
  { allowRemote, signal, resolve }: SendOptions,
): Promise<SendResult> {
  const refusal = refuseUrl(url, allowRemote);
  if (refusal !== undefined) return { outcome: "refused", reason: refusal };
  try {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(WEBHOOK_TIMEOUT_MS)]);
    const lookup = createGuardedLookup(allowRemote, resolve);
    return toSendResult(await postText(url, encodeWebhook(content), lookup, deadline));
  } catch (error) {
    const outcome = error instanceof AddressRefusedError ? "refused" : "failed";
    return { outcome, reason: error instanceof Error ? error.message : String(error) };
  }
}

function postText(
  url: string,
  { body, contentType }: ReturnType<typeof encodeWebhook>,
  lookup: LookupFunction,
  signal: AbortSignal,
): Promise<number> {
  const request = url.startsWith("https:") ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: "POST",
      headers: { "content-type": contentType, "content-length": Buffer.byteLength(body) },
      lookup,
      signal,
      agent: false,
    });
    sent.once("response", (response) => {
      response
        .resume()
        .once("error", reject)
        .once("end", () => resolve(response.statusCode ?? 0));
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
