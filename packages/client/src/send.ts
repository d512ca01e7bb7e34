import { runWithin } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { CreateOutcomeUnknownError, DeadlineError, TimeoutError } from "./errors.ts";
import { exchange } from "./exchange.ts";
import type { Logger } from "./logger.ts";
import type { Redact } from "./redact.ts";
import type { Fields, Reply } from "./reply.ts";
import { findRetryWaitMs, isRefusal } from "./retry.ts";

/** What every call can be told. */
export interface CallOptions {
  /** Ends the call at once, with the signal's reason; a create that may have been sent, with a {@link CreateOutcomeUnknownError}. */
  signal?: AbortSignal | undefined;
  /** How long one attempt may take in milliseconds, its body included. Default: the client's. */
  timeoutMs?: number | undefined;
  /** How long the whole call may take in milliseconds, all attempts and waits included. Default: no limit. */
  deadlineMs?: number | undefined;
  /** How often a request is sent again after it failed. Default: the client's. */
  maxRetries?: number | undefined;
}

/** What a request needs of its client. */
export interface Transport {
  baseUrl: string;
  key: string;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  clock: Clock;
  logger: Required<Logger>;
  redact: Redact;
  maxResponseBytes: number;
  timeoutMs: number;
  maxRetries: number;
}

export interface ClientRequest {
  url: string;
  body: Fields;
  /** The training whose status is asked for. Without one the request is a create, which is not simply sent again. */
  trainingId?: string | undefined;
}

/** Sends a request until it succeeds, or must not be sent again. */
export async function send(
  transport: Transport,
  request: ClientRequest,
  options: CallOptions,
): Promise<Reply> {
  const { clock, logger } = transport;
  const { signal, deadlineMs = Infinity, maxRetries = transport.maxRetries } = options;
  const isCreate = request.trainingId === undefined;
  const deadlineAt = clock.now() + deadlineMs;
  for (let attempt = 0; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await attemptOnce(transport, request, options, deadlineAt);
    } catch (error) {
      const waitMs = attempt < maxRetries ? findRetryWaitMs(error, isCreate, attempt) : undefined;
      if (waitMs === undefined)
        throw isCreate && !isRefusal(error) ? toUnknownOutcome(error, request) : error;
      if (waitMs >= deadlineAt - clock.now()) throw toDeadlineError(request, deadlineMs, error);
      logger.debug(`Attempt ${attempt + 1} failed, the next one comes in ${Math.round(waitMs)} ms. ${error}`);
      await clock.sleep(waitMs, signal);
    }
  }
}

function attemptOnce(transport: Transport, request: ClientRequest, options: CallOptions, deadlineAt: number) {
  const { clock } = transport;
  const { signal, timeoutMs = transport.timeoutMs, deadlineMs = Infinity } = options;
  const leftMs = deadlineAt - clock.now();
  const expire = () =>
    leftMs <= timeoutMs
      ? toDeadlineError(request, deadlineMs)
      : new TimeoutError(`POST ${request.url} was not answered in full within ${timeoutMs} ms.`, {
          trainingId: request.trainingId,
        });
  return runWithin(clock, Math.min(timeoutMs, leftMs), signal, expire, (signal) =>
    exchange(transport, request, signal),
  );
}

function toDeadlineError({ url, trainingId }: ClientRequest, deadlineMs: number, cause?: unknown) {
  return new DeadlineError(`POST ${url} did not succeed within the deadline of ${deadlineMs} ms.`, {
    trainingId,
    cause,
  });
}

function toUnknownOutcome(error: unknown, { url }: ClientRequest) {
  return new CreateOutcomeUnknownError(
    `POST ${url} was sent, but its outcome is unknown. The training may exist and be charged for: look at your account before you send it again. ${error}`,
    { cause: error },
  );
}
