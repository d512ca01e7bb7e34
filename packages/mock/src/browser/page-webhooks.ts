import {
  encodeWebhook,
  toSendResult,
  WEBHOOK_TIMEOUT_MS,
  type SendResult,
  type SendWebhook,
} from "../webhooks/delivery.ts";

/** Receives a webhook in the page, as a server would: it gets the request and returns its response. */
export type WebhookHandler = (request: Request) => Response | Promise<Response>;

/** Hands webhooks to a handler. Nothing is sent over the network: a page may not post to another origin. */
export function createPageSender(onWebhook: WebhookHandler | undefined): SendWebhook {
  return async (url, content, signal): Promise<SendResult> => {
    if (!onWebhook) return { outcome: "refused", reason: "the option onWebhook is not set" };
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(WEBHOOK_TIMEOUT_MS)]);
    try {
      const { body, contentType } = encodeWebhook(content);
      const headers = { "content-type": contentType };
      const request = new Request(url, { method: "POST", headers, body, signal: deadline });
      const { status } = await Promise.race([onWebhook(request), rejectOnAbort(deadline)]);
      return toSendResult(status);
    } catch (error) {
      return { outcome: "failed", reason: error instanceof Error ? error.message : String(error) };
    }
  };
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
}
