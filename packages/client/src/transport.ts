import { systemClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { checkAll } from "./check.ts";
import type { Rule } from "./check.ts";
import { AuthenticationError } from "./errors.ts";
import { createSafeLogger } from "./logger.ts";
import type { Logger } from "./logger.ts";
import { createRedact } from "./redact.ts";
import type { Redact } from "./redact.ts";
import type { Fields } from "./reply.ts";

/** How to make a client. Everything has a default. */
export interface ClientOptions {
  /** The API key. Default: the environment's `DREAMBOOTH_SANDBOX_API_KEY`. */
  apiKey?: string | undefined;
  /** Where the service is. Default: the environment's `DREAMBOOTH_SANDBOX_BASE_URL`, else the address in the contract. */
  baseUrl?: string | undefined;
  /** Is called with a URL and an init object. Default: the runtime's `fetch`. */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** How long one attempt may take in milliseconds, its body included. Default: 60,000. */
  timeoutMs?: number | undefined;
  /** How often a failed request is sent again. Default: 3. */
  maxRetries?: number | undefined;
  /** The largest reply that is read, in bytes. Default: 1,048,576 (1 MiB). */
  maxResponseBytes?: number | undefined;
  /** Default: warnings go to `console.warn`. Give `{}` for silence, `console` for all. */
  logger?: Logger | undefined;
  /** Default: the system's time. */
  clock?: Clock | undefined;
  /** Allows plain http to other machines, although the API key then travels unencrypted. Default: false. */
  allowInsecureHttp?: boolean | undefined;
}

/** What every call can be told. */
export interface CallOptions {
  /** Ends the call at once with the signal's reason; a create that may have been sent, with a `CreateOutcomeUnknownError`. */
  signal?: AbortSignal | undefined;
  /** How long one attempt may take in milliseconds, its body included. Default: the client's. */
  timeoutMs?: number | undefined;
  /** How long the whole call may take in milliseconds, all attempts and waits included. Default: no limit. */
  deadlineMs?: number | undefined;
  /** How often a failed request is sent again. Default: the client's. */
  maxRetries?: number | undefined;
}

/** One request; without a training's id it is a create, which is not simply sent again. */
export interface ClientRequest<T> {
  url: string;
  body: object;
  trainingId?: string | undefined;
  /** Reads a reply that reports success; `undefined` for one that lacks what it should have. */
  read: (fields: Fields) => T | undefined;
}

/** What requests need of their client. */
export interface Transport extends ClientOptions {
  baseUrl: string;
  key: string;
  clock: Clock;
  logger: Required<Logger>;
  redact: Redact;
}

/** The address in the contract. */
export const DEFAULT_BASE_URL = "https://stablediffusionapi.com";

const SECURE: Rule = [
  /^string (https:\/\/\w|http:\/\/([\w.-]+\.localhost|localhost|127[.\d]+|\[::1\])([:/]|$))[^@?#\s]*$/i,
  "https without credentials or query; http to this machine, or with allowInsecureHttp",
];
/** Completes the options of a client. */
export function createTransport(options: ClientOptions = {}): Transport {
  const {
    apiKey = readEnvironment("API_KEY"),
    baseUrl = readEnvironment("BASE_URL") ?? DEFAULT_BASE_URL,
    allowInsecureHttp,
    clock = systemClock,
    logger = { warn: (line) => console.warn(line) },
  } = options;
  const key = apiKey?.trim();
  if (!key) throw new AuthenticationError("No API key. Give apiKey, or set DREAMBOOTH_SANDBOX_API_KEY.");
  checkAll([["baseUrl", allowInsecureHttp ? baseUrl.replace(/^http:/i, "https:") : baseUrl, SECURE]]);
  const redact = createRedact(key);
  return {
    ...options,
    key,
    redact,
    baseUrl: baseUrl.replace(/\/+$/, ""),
    clock,
    logger: createSafeLogger(logger, redact),
  };
}

/** An environment variable, where there is an environment that may be read. */
function readEnvironment(name: string): string | undefined {
  try {
    const { process } = globalThis as { process?: { env: Record<string, string | undefined> } };
    return process?.env[`DREAMBOOTH_SANDBOX_${name}`];
  } catch {
    return undefined;
  }
}
