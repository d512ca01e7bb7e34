import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { AddressRefusedError, createGuardedLookup, refuseUrl } from "./webhook-address.ts";
import type { PlannedWebhook } from "./webhook-plan.ts";

/** The result of an attempt to deliver a webhook. */
export interface SendResult {
  /** `accepted`: the receiver responded with 2xx. `rejected`: it responded with another code. `failed`: it did not respond. `refused`: the webhook was not sent, because of its address. */
  outcome: "accepted" | "rejected" | "failed" | "refused";
  /** The status code of the response, if there was one. */
  code?: number;
  /** Why the webhook was not accepted. */
  reason?: string;
}

/** The documented time limit for a receiver's response. */
const TIMEOUT_MS = 30_000;

/** Posts a webhook if its address is permitted. Redirects are not followed. */
export async function sendWebhook(
  url: string,
  { payload, form }: Pick<PlannedWebhook, "payload" | "form">,
  { allowRemote, signal }: { allowRemote: boolean; signal: AbortSignal },
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
      allowRemote,
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
  allowRemote: boolean,
  signal: AbortSignal,
): Promise<number> {
  const request = url.startsWith("https:") ? requestHttps : requestHttp;
  const lookup = createGuardedLookup(allowRemote);
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
