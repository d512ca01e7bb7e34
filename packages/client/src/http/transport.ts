import { systemClock } from "../clock.ts";
import type { Clock } from "../clock.ts";
import type { Operation } from "../contract/operation.ts";
import { AuthenticationError } from "../errors.ts";
import {
  callback,
  count,
  duration,
  flag,
  object,
  positiveCount,
  readOptions,
  secret,
  text,
} from "../validation/check-options.ts";
import type { OptionRules } from "../validation/check-options.ts";
import { readBaseUrl } from "./base-url.ts";
import type { ClientOptions } from "./client-options.ts";
import { readEnvironment } from "./environment.ts";
import type { Fields } from "./fields.ts";
import { createSafeLogger } from "./logger.ts";
import type { Logger } from "./logger.ts";
import { createRedact } from "./redact.ts";
import type { Redact } from "./redact.ts";
import type { FollowState } from "../follow/follow-state.ts";
import type { TraceContext } from "../tracing.ts";
import { detectRuntime } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";

/** One request of an operation. */
export interface ClientRequest<T> {
  operation: Operation;
  url: string;
  body: object;
  headers?: Headers | undefined;
  trainingId?: string | undefined;
  /** What a caller of `client.api` passes to `fetch`, such as `cache`. */
  init?: RequestInit | undefined;
  /** Reads a response that reports success; returns `undefined` if it lacks a required field. */
  read: (fields: Fields, response: Response) => T | undefined;
}

/** The globals that requests use. */
export type Globals = Pick<typeof globalThis, "fetch">;

/** What requests need from their client. */
export interface Transport extends ClientOptions {
  baseUrl: string;
  key: string;
  clock: Clock;
  logger: Required<Logger>;
  redact: Redact;
  runtime: Runtime;
  /** Where the runtime's own `fetch` is looked up, at each request. */
  globals: Globals;
  /** Until when all polls of this client wait, on the monotonic clock, because the service limits its rate. */
  pause: { until: number };
  /** Where a wait records its polls, and the state after the last. */
  wait?: { trace: TraceContext; state?: FollowState };
}

const OPTION_RULES: OptionRules<ClientOptions> = {
  apiKey: secret,
  baseUrl: text,
  fetch: callback,
  timeoutMs: duration,
  maxRetries: count,
  maxResponseBytes: positiveCount,
  logger: object,
  clock: object,
  allowInsecureHttp: flag,
  dangerouslyAllowBrowser: flag,
  journal: object,
  webhookToken: {
    isValid: (value) => value === "query" || value === "path" || value === false,
    expected: '"query", "path", or false',
  },
};

/**
 * Completes the options of a client.
 *
 * @throws TypeError for an option of the wrong type, AuthenticationError without an API key, ValidationError for a base
 * URL that is not secure.
 */
export function createTransport(given: ClientOptions = {}, globals: Globals = globalThis): Transport {
  const options = readOptions(given, OPTION_RULES);
  const {
    apiKey = readEnvironment("DREAMBOOTH_SANDBOX_API_KEY"),
    clock = systemClock,
    logger = { warn: (line) => console.warn(line) },
  } = options;
  const key = apiKey?.trim();
  if (!key)
    throw new AuthenticationError("The API key is missing. Set apiKey, or DREAMBOOTH_SANDBOX_API_KEY.");
  const redact = createRedact(key);
  return {
    ...options,
    key,
    redact,
    baseUrl: readBaseUrl(options),
    clock,
    runtime: detectRuntime(globals),
    globals,
    pause: { until: -Infinity },
    logger: createSafeLogger(logger, redact),
  };
}
