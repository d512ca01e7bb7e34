import { createClient, type Journal, type SandboxClient } from "@dreambooth-sandbox/client";
import type { CommandContext, GlobalOptions } from "../command-context.ts";
import type { Notices } from "../output/notices.ts";
import { findBaseUrl } from "./base-url.ts";
import { observeFetch } from "./observe-fetch.ts";

/** The connection of one command to the service. */
export interface Connection {
  /** Returns a client, with a journal if creates are to be recorded. */
  createClient: (journal?: Journal) => SandboxClient;
  now: () => number;
  /** Returns how many requests were sent. */
  requestCount: () => number;
}

/** Creates the connection with this key. Warnings and what the client does are reported as notices. */
export function connect(
  context: CommandContext,
  options: GlobalOptions,
  { apiKey, notices }: { apiKey: string; notices: Notices },
): Connection {
  const { env, clock, timeoutMs, fetch = globalThis.fetch } = context;
  const now = () => clock?.now() ?? Date.now();
  const observed = observeFetch(fetch, now, notices.trace);
  const baseUrl = findBaseUrl(options, env);
  return {
    now,
    requestCount: observed.requestCount,
    createClient: (journal) =>
      createClient({
        apiKey,
        baseUrl,
        clock,
        timeoutMs,
        journal,
        // What is sent is exactly what was shown: the command has no server that could receive the token.
        webhookToken: false,
        logger: { warn: notices.warn, debug: notices.trace },
        fetch: observed.fetch,
      }),
  };
}
