import { createClient, type SandboxClient } from "@dreambooth-sandbox/client";
import type { CliContext } from "./cli-context.ts";

/** The client of one command, and how many requests it has sent. */
export interface Connection {
  client: SandboxClient;
  now: () => number;
  requestCount: () => number;
}

/** A client with the key and the base URL of the environment; warnings go to standard error. */
export function connect(context: CliContext, baseUrl: string | undefined): Connection {
  const { env, stderr, fetch = globalThis.fetch, clock, timeoutMs } = context;
  const apiKey = env["DREAMBOOTH_SANDBOX_API_KEY"];
  const url = baseUrl ?? env["DREAMBOOTH_SANDBOX_BASE_URL"];
  let requests = 0;
  const warn = (message: string) => void stderr.write(`warning: ${message}\n`);
  const client = createClient({
    apiKey: apiKey ?? "",
    baseUrl: url,
    clock,
    timeoutMs,
    logger: { warn },
    fetch: (input, init) => {
      requests += 1;
      return fetch(input, init);
    },
  });
  return { client, now: () => clock?.now() ?? Date.now(), requestCount: () => requests };
}
