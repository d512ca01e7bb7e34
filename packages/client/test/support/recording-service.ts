import type { ClientOptions } from "@dreambooth-sandbox/client";

/** A request as the service receives it. */
export interface ReceivedRequest {
  url: string;
  method: string;
  body: Record<string, unknown>;
}

/** A service in this process. It keeps every request. */
export interface RecordingService {
  fetch: NonNullable<ClientOptions["fetch"]>;
  requests: ReceivedRequest[];
}

/**
 * Creates a service that gives the outcomes in turn, the last one forever. An outcome is the JSON of a response, a
 * `Response`, or an `Error` for a broken connection.
 */
export function createRecordingService(outcomes: readonly object[]): RecordingService {
  const requests: ReceivedRequest[] = [];
  return {
    requests,
    fetch: async (url, init) => {
      init.signal?.throwIfAborted();
      const body = (await new Response(init.body ?? null).json()) as Record<string, unknown>;
      requests.push({ url, method: init.method ?? "GET", body });
      const outcome = outcomes[Math.min(requests.length, outcomes.length) - 1];
      if (outcome instanceof Error) throw outcome;
      return outcome instanceof Response ? outcome.clone() : Response.json(outcome);
    },
  };
}
