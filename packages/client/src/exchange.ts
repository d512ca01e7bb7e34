import { ConnectionError, SandboxError } from "./errors.ts";
import { readBody } from "./read-body.ts";
import { readReply } from "./reply.ts";
import type { ClientRequest, Transport } from "./transport.ts";

/** Sends a request once and reads its reply. */
export async function exchange<T>(
  transport: Transport,
  request: ClientRequest<T>,
  signal: AbortSignal,
): Promise<T> {
  const { fetch, key, redact, clock, logger, maxResponseBytes } = transport;
  const { url, trainingId } = request;
  const body = JSON.stringify({ ...request.body, key });
  const headers = { "Content-Type": "application/json" };
  try {
    const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
    const text = describeRedirect(response) ?? (await readBody(response, maxResponseBytes));
    logger.debug(`POST ${url} answered ${response.status}.`);
    return readReply(request, response, redact(text ?? `more than ${maxResponseBytes} bytes`), clock.now());
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SandboxError) throw error;
    const failures = describeFailure(error).map(redact);
    const message = `POST ${url} failed: ${failures.join("; ")}. Check network and baseUrl.`;
    throw new ConnectionError(message, { trainingId, failures, cause: new Error(failures[0]) });
  }
}

/** Stands for the body of a redirect, which is not followed. Browsers hide its target. */
function describeRedirect({ status, type, headers, body }: Response): string | undefined {
  if (type !== "opaqueredirect" && (status < 300 || status > 399)) return undefined;
  body?.cancel().catch(() => {});
  return `a redirect to ${headers.get("location") ?? "a hidden address"}`;
}

const DEEPEST_CAUSE = 5;

/** What a failed `fetch` says, with its causes; the innermost for each address that was tried. */
function describeFailure(error: unknown, depth = DEEPEST_CAUSE): string[] {
  const {
    code,
    cause,
    errors = [cause],
  }: { code?: unknown; cause?: unknown; errors?: unknown[] } = Object(error);
  const inner = errors.flatMap((each) => (each && depth ? describeFailure(each, depth - 1) : []));
  return inner.length > 0 ? inner : [[error, code].join(" ").trim()];
}
