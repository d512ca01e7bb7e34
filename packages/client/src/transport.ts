import { systemClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { AuthenticationError, ValidationError } from "./errors.ts";
import { createSafeLogger } from "./logger.ts";
import type { Logger } from "./logger.ts";
import { createRedact } from "./redact.ts";
import type { Transport } from "./send.ts";

/** How to make a client. Everything has a default. */
export interface ClientOptions {
  /** The API key. Default: the environment's `DREAMBOOTH_SANDBOX_API_KEY`. */
  apiKey?: string | undefined;
  /** Where the service is. Default: the environment's `DREAMBOOTH_SANDBOX_BASE_URL`, else the service itself. */
  baseUrl?: string | undefined;
  /** Default: the runtime's `fetch`. It is called with a URL and an init object. */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** How long one attempt may take in milliseconds, its body included. Default: 60,000. */
  timeoutMs?: number | undefined;
  /** How often a request is sent again after it failed. Default: 3. */
  maxRetries?: number | undefined;
  /** The largest reply that is read, in bytes. Default: 1,048,576 (1 MiB). */
  maxResponseBytes?: number | undefined;
  /** Default: warnings go to `console.warn`. Give `{}` for silence, `console` for all. */
  logger?: Logger | undefined;
  /** Default: the system's time. */
  clock?: Clock | undefined;
  /** Allows plain http to a host that is not this machine, although the API key then travels unencrypted. Default: false. */
  allowInsecureHttp?: boolean | undefined;
}

const DEFAULT_BASE_URL = "https://stablediffusionapi.com";
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

export function createTransport(options: ClientOptions): Transport {
  const key = (options.apiKey ?? readEnvironment("DREAMBOOTH_SANDBOX_API_KEY") ?? "").trim();
  if (!key)
    throw new AuthenticationError("There is no API key: give apiKey, or set DREAMBOOTH_SANDBOX_API_KEY.");
  const redact = createRedact(key);
  const { fetch, logger = { warn: (message) => console.warn(message) } } = options;
  return {
    key,
    redact,
    baseUrl: checkBaseUrl(options),
    fetch: fetch ?? ((url, init) => globalThis.fetch(url, init)),
    clock: options.clock ?? systemClock,
    logger: createSafeLogger(logger, redact),
    timeoutMs: options.timeoutMs ?? 60_000,
    maxRetries: options.maxRetries ?? 3,
    maxResponseBytes: options.maxResponseBytes ?? 2 ** 20,
  };
}

function checkBaseUrl({ baseUrl, allowInsecureHttp = false }: ClientOptions): string {
  const given = baseUrl ?? readEnvironment("DREAMBOOTH_SANDBOX_BASE_URL") ?? DEFAULT_BASE_URL;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isSecure =
    url?.protocol === "https:" ||
    (url?.protocol === "http:" && (allowInsecureHttp || LOOPBACK.test(url.hostname)));
  if (url && isSecure && !url.username && !url.password && !url.search && !url.hash)
    return url.href.replace(/\/+$/, "");
  const message =
    "expected an https URL without credentials, query and fragment; plain http only to this machine, or with allowInsecureHttp";
  throw new ValidationError(`The client was not made. baseUrl: ${message}.`, {
    problems: [{ field: "baseUrl", message }],
  });
}

/** An environment variable, where there is an environment that may be read. */
function readEnvironment(name: string): string | undefined {
  try {
    const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
    return process?.env?.[name];
  } catch {
    return undefined;
  }
}
