/** The result of an attempt to deliver a webhook. */
export interface SendResult {
  /** `accepted`: the receiver responded with 2xx. `rejected`: it responded with another code. `failed`: it did not respond. `refused`: the webhook was not sent, because of its address or because too many were pending. */
  outcome: "accepted" | "rejected" | "failed" | "refused";
  /** The status code of the response, if there was one. */
  code?: number;
  /** Why the webhook was not accepted. */
  reason?: string;
}

/** An attempt to deliver a webhook. */
export interface Delivery extends SendResult {
  trainingId: string;
  url: string;
  /** The payload, also if it was not sent. */
  payload: Readonly<Record<string, string>>;
  /** 1 for the first attempt. */
  attempt: number;
}

/** What a webhook contains. */
export interface WebhookContent {
  payload: Readonly<Record<string, string>>;
  /** Whether the payload is form-encoded instead of JSON. */
  form: boolean;
}

/** Attempts to deliver a webhook. The signal cancels the attempt. */
export type SendWebhook = (url: string, content: WebhookContent, signal: AbortSignal) => Promise<SendResult>;

/** The documented time limit for a receiver's response. */
export const WEBHOOK_TIMEOUT_MS = 30_000;

/** Returns a webhook's body and its media type. */
export function encodeWebhook({ payload, form }: WebhookContent): { body: string; contentType: string } {
  return form
    ? {
        body: new URLSearchParams(payload).toString(),
        contentType: "application/x-www-form-urlencoded",
      }
    : { body: JSON.stringify(payload), contentType: "application/json" };
}

/** Returns the result of an attempt that the receiver responded to. */
export function toSendResult(code: number): SendResult {
  if (code >= 200 && code < 300) return { outcome: "accepted", code };
  return { outcome: "rejected", code, reason: `the receiver responded with ${code}` };
}
