import type { ClientOptions } from "@dreambooth-sandbox/client";
import { settle } from "./fake-clock.ts";
import { created } from "./samples.ts";

/** A `fetch` that keeps its requests in flight. */
export interface HeldFetch {
  fetch: NonNullable<ClientOptions["fetch"]>;
  /** How many requests were sent. */
  sent(): number;
  /** Resolves once a request was sent. */
  untilSent(): Promise<void>;
  /** Responds to all requests with a created training. */
  respond(): void;
}

export function createHeldFetch(): HeldFetch {
  const waiting: ((response: Response) => void)[] = [];
  return {
    fetch: (_url, { signal }) =>
      new Promise((resolve, reject) => {
        waiting.push(resolve);
        signal?.addEventListener("abort", () => reject(signal.reason));
      }),
    sent: () => waiting.length,
    async untilSent() {
      while (waiting.length === 0) await settle();
    },
    respond() {
      for (const resolve of waiting) resolve(Response.json(created));
    },
  };
}
