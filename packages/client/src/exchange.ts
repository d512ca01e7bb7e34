import { ConnectionError } from "./errors.ts";
import { readBody } from "./read-body.ts";
import { readReply, toExcerpt } from "./reply.ts";
import type { ClientRequest, Transport } from "./transport.ts";

/** Sends a request once and reads its reply. */
export async function exchange<T>(
  transport: Transport,
  request: ClientRequest<T>,
  signal: AbortSignal,
): Promise<T> {
  const {
    key,
    redact,
    clock,
    logger,
    maxResponseBytes = 2 ** 20,
    fetch = (url, init) => globalThis.fetch(url, init),
  } = transport;
  const { url, trainingId } = request;
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...request.body, key }),
      signal,
      redirect: "manual",
    });
    text =
      describeRedirect(response) ??
      (await readBody(response, maxResponseBytes)) ??
      `more than ${maxResponseBytes} bytes`;
  } catch (error) {
    signal.throwIfAborted();
    const cause = new Error(toExcerpt(redact(describeFailure(error))));
    throw new ConnectionError(`POST ${url}: ${cause.message}. Check network and baseUrl.`, {
      trainingId,
      cause,
    });
  }
  logger.debug(`POST ${url} answered ${response.status}.`);
  return readReply(request, response, redact(text), clock.now());
}

/** Stands for the body of a redirect, which is not followed. Browsers hide its code and its target. */
function describeRedirect({ status, headers }: Response): string | undefined {
  return /^[03]/.test(String(status))
    ? `a redirect to ${headers.get("location") ?? "a hidden URL"}`
    : undefined;
}

/** What a failed `fetch` says, and its cause: in some runtimes only a code tells what happened. */
function describeFailure(error: unknown): string {
  const { code, cause }: { code?: unknown; cause?: unknown } = Object(error);
  return [error, code, cause, Object(cause).code].join(" ").trim();
}
