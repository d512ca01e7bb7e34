import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { AddressRefusedError, createGuardedLookup, refuseUrl, type ResolveHost } from "./webhook-address.ts";

/** The result of an attempt to deliver a webhook. */
export interface SendResult {
  /** `accepted`: the receiver responded with 2xx. `rejected`: it responded with another code. `failed`: it did not respond. `refused`: the webhook was not sent, because of its address or because too many were pending. */
  outcome: "accepted" | "rejected" | "failed" | "refused";
  /** The status code of the response, if there was one. */
  code?: number;
  /** Why the webhook was not accepted. */
  reason?: string;
}

/** The documented time limit for a receiver's response. */
const TIMEOUT_MS = 30_000;

/** What a webhook contains. */
export interface WebhookContent {
  payload: Readonly<Record<string, string>>;
  /** Whether the payload is form-encoded instead of JSON. */
  form: boolean;
}

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
  { payload, form }: WebhookContent,
  { allowRemote, signal, resolve }: SendOptions,
): Promise<SendResult> {
  const refusal = refuseUrl(url, allowRemote);
  if (refusal !== undefined) return { outcome: "refused", reason: refusal };
  try {
    const code = await postText(
      url,
      form ? new URLSearchParams(payload).toString() : JSON.stringify(payload),
      {
        "content-type": form ? "application/x-www-form-urlencoded" : "application/json",
      },
      createGuardedLookup(allowRemote, resolve),
      AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    );
    if (code >= 200 && code < 300) return { outcome: "accepted", code };
    return { outcome: "rejected", code, reason: `the receiver responded with ${code}` };
  } catch (error) {
    const outcome = error instanceof AddressRefusedError ? "refused" : "failed";
    return { outcome, reason: error instanceof Error ? error.message : String(error) };
  }
}

function postText(
  url: string,
  body: string,
  headers: Record<string, string>,
  lookup: LookupFunction,
  signal: AbortSignal,
): Promise<number> {
  const request = url.startsWith("https:") ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
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
