import { monotonicNow, runWithin } from "../clock.ts";
import type { Operation } from "../contract/operation.ts";
import {
  CreateOutcomeUnknownError,
  DeadlineError,
  SandboxError,
  TimeoutError,
  UnsupportedRuntimeError,
} from "../errors.ts";
import { trace } from "../tracing.ts";
import type { TraceContext } from "../tracing.ts";
import { abortSignal, count, duration, readOptions } from "../validation/check-options.ts";
import type { OptionRules } from "../validation/check-options.ts";
import { describeReason } from "../validation/describe-reason.ts";
import type { CallOptions } from "./client-options.ts";
import { exchange } from "./exchange.ts";
import { isRefused } from "./refusal.ts";
import { findRetryWaitMs, mayRetry } from "./retry.ts";
import type { ClientRequest, Transport } from "./transport.ts";

/** Longer waits that the service requests fail with the error, whose `retryAfterMs` is the wait. */
const LONGEST_WAIT_MS = 120_000;

/** The rules of the options that every call accepts. */
export const callOptionRules: OptionRules<CallOptions> = {
  signal: abortSignal,
  timeoutMs: duration,
  deadlineMs: duration,
  maxRetries: count,
};

/** Sends a request until it succeeds, or must not be sent again, and publishes that to a tracing channel. */
export async function send<T>(
  transport: Transport,
  request: ClientRequest<T>,
  options: CallOptions = {},
): Promise<T> {
  const { operation, trainingId } = request;
  const limits = readOptions(options, callOptionRules);
  const context: TraceContext = { operation: operation.id, trainingId, attempts: 0, waitMs: 0 };
  return trace(operation.replay === "never" ? "create" : "poll", context, () =>
    sendUntilItSucceeds(transport, request, limits, context),
  );
}

async function sendUntilItSucceeds<T>(
  transport: Transport,
  request: ClientRequest<T>,
  options: CallOptions,
  context: TraceContext,
): Promise<T> {
  const { clock, logger } = transport;
  const {
    signal,
    deadlineMs = Infinity,
    timeoutMs = transport.timeoutMs ?? 60_000,
    maxRetries = transport.maxRetries ?? 3,
  } = options;
  const { operation, url, trainingId } = request;
  refuseUnsafeRuntime(transport, operation);
  const deadlineAt = monotonicNow(clock) + deadlineMs;
  const fail = (type: typeof TimeoutError | typeof DeadlineError, cause?: unknown) =>
    new type(transport.redact(`${operation.method} ${url} did not succeed in time.`), { trainingId, cause });
  for (let attempt = 0; ; attempt++) {
    signal?.throwIfAborted();
    const leftMs = deadlineAt - monotonicNow(clock);
    const expire = () => fail(leftMs > timeoutMs ? TimeoutError : DeadlineError);
    if (leftMs <= 0) throw expire();
    context.attempts++;
    try {
      const task = (signal: AbortSignal) => exchange(transport, request, signal);
      return await runWithin(clock, Math.min(timeoutMs, leftMs), signal, expire, task);
    } catch (error) {
      const { replay } = operation;
      // The caller's reason can be any error, even one that looks like a refusal by the service.
      const isAbort = signal?.aborted === true && error === signal.reason;
      if (replay === "never" && (isAbort || !isRefused(error)))
        throw wrapAsUnknownOutcome(transport, operation, error);
      if (attempt >= maxRetries || !mayRetry(error, replay)) throw error;
      const waitMs = findRetryWaitMs(error, attempt);
      if (waitMs > LONGEST_WAIT_MS) throw error;
      if (waitMs >= deadlineAt - monotonicNow(clock)) throw fail(DeadlineError, error);
      logger.debug(`${describeReason(error)} Retrying in ${Math.round(waitMs)} ms.`);
      context.waitMs += waitMs;
      await clock.sleep(waitMs, signal);
    }
  }
}

function wrapAsUnknownOutcome(
  { redact }: Transport,
  { id }: Operation,
  cause: unknown,
): CreateOutcomeUnknownError {
  return new CreateOutcomeUnknownError(
    `The outcome of ${id} is unknown: it may have taken effect and be charged for. Check your account before you send it again. ${redact(describeReason(cause))}`,
    { cause, trainingId: cause instanceof SandboxError ? cause.trainingId : undefined },
  );
}

/** @throws UnsupportedRuntimeError if this runtime's `fetch` could send a request twice that must be sent once. */
function refuseUnsafeRuntime(
  { runtime, globals, fetch, dangerouslyAllowBrowser = false }: Transport,
  { id, replay }: Operation,
): void {
  const isOwnFetch = fetch === undefined || fetch === globals.fetch;
  if (replay === "safe" || runtime !== "other" || !isOwnFetch || dangerouslyAllowBrowser) return;
  throw new UnsupportedRuntimeError(
    `${id} was not sent: this runtime's fetch can send a request twice. Call the service from a server, inject a fetch that sends once, or set dangerouslyAllowBrowser.`,
  );
}
