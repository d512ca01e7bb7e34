import type { ClientOptions } from "@dreambooth-sandbox/client";

type Fetch = NonNullable<ClientOptions["fetch"]>;

/** A `fetch` that counts its requests. */
export interface ObservedFetch {
  fetch: Fetch;
  requestCount: () => number;
}

/** Returns a `fetch` that counts requests, and reports when each starts and how long its response took. */
export function observeFetch(fetch: Fetch, now: () => number, trace: (line: string) => void): ObservedFetch {
  let requests = 0;
  return {
    requestCount: () => requests,
    async fetch(url, init) {
      requests += 1;
      const label = `request ${requests}`;
      const startedAt = now();
      trace(`${label}: ${init.method ?? "GET"} ${url}`);
      try {
        const response = await fetch(url, init);
        trace(`${label}: ${response.status} after ${now() - startedAt} ms`);
        return response;
      } catch (error) {
        // The error can contain the body, and the key is in it. The client reports what is safe.
        trace(`${label}: no response after ${now() - startedAt} ms`);
        throw error;
      }
    },
  };
}
