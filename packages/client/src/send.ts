import { runWithin } from "./clock.ts";
import { CreateOutcomeUnknownError, DeadlineError, TimeoutError } from "./errors.ts";
import { exchange } from "./exchange.ts";
import { findRetryWaitMs, isRefused, mayRetry } from "./retry.ts";
import type { CallOptions, ClientRequest, Transport } from "./transport.ts";

/** Who is asked to wait longer gets the error, with `retryAfterMs`. */
const LONGEST_WAIT_MS = 120_000;

/** Sends a request until it succeeds, or must not be sent again. */
export async function send<T>(
  transport: Transport,
  request: ClientRequest<T>,
  options: CallOptions = {},
): Promise<T> {
  const { clock, logger } = transport;
  const {
    signal,
    deadlineMs = Infinity,
    timeoutMs = transport.timeoutMs ?? 60_000,
    maxRetries = transport.maxRetries ?? 3,
  } = options;
  const { url, trainingId } = request;
  const isCreate = trainingId === undefined;
  const deadlineAt = clock.now() + deadlineMs;
  const fail = (type: typeof TimeoutError | typeof DeadlineError, cause?: unknown) =>
    new type(`POST ${url} did not succeed in time.`, { trainingId, cause });
  for (let attempt = 0; ; attempt++) {
    signal?.throwIfAborted();
    const leftMs = deadlineAt - clock.now();
    const expire = () => fail(leftMs > timeoutMs ? TimeoutError : DeadlineError);
    if (leftMs <= 0) throw expire();
    try {
      const task = (signal: AbortSignal) => exchange(transport, request, signal);
      return await runWithin(clock, Math.min(timeoutMs, leftMs), signal, expire, task);
    } catch (error) {
      if (isCreate && !isRefused(error)) throw toUnknownOutcome(error);
      if (attempt >= maxRetries || !mayRetry(error, isCreate)) throw error;
      const waitMs = findRetryWaitMs(error, attempt);
      if (waitMs > LONGEST_WAIT_MS) throw error;
      if (waitMs >= deadlineAt - clock.now()) throw fail(DeadlineError, error);
      logger.debug(`${String(error)} Again in ${waitMs} ms.`);
      await clock.sleep(waitMs, signal);
    }
  }
}

function toUnknownOutcome(cause: unknown): CreateOutcomeUnknownError {
  const message =
    "The training may exist and be charged for: look at your account before you create it again.";
  return new CreateOutcomeUnknownError(`${message} ${String(cause)}`, { cause });
}
