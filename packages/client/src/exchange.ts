import { ConnectionError, UnexpectedReplyError } from "./errors.ts";
import { readBody } from "./read-body.ts";
import { redactError } from "./redact.ts";
import { readReply } from "./reply.ts";
import type { Reply } from "./reply.ts";
import type { ClientRequest, Transport } from "./send.ts";

/** Sends a request once and reads its reply. */
export async function exchange(
  transport: Transport,
  request: ClientRequest,
  signal: AbortSignal,
): Promise<Reply> {
  const { clock, logger, redact, maxResponseBytes } = transport;
  const { url, trainingId } = request;
  const startedAt = clock.now();
  const response = await connect(transport, request, signal, () =>
    transport.fetch(url, toInit(transport, request, signal)),
  );
  refuseRedirect(response, url, redact);
  const body = await connect(transport, request, signal, () => readBody(response, maxResponseBytes));
  logger.debug(`POST ${url} answered ${response.status} after ${clock.now() - startedAt} ms.`);
  if (body === undefined)
    throw new UnexpectedReplyError(
      `POST ${url} answered ${response.status} with more than ${maxResponseBytes} bytes. Check the base URL, or raise maxResponseBytes.`,
      { httpStatus: response.status, trainingId },
    );
  const text = redact(body);
  return { response, text, fields: readReply(response, text, `POST ${url}`, clock.now(), trainingId) };
}

function toInit({ key }: Transport, { body }: ClientRequest, signal: AbortSignal): RequestInit {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ ...body, key }),
    redirect: "manual",
    signal,
  };
}

async function connect<T>(
  { redact }: Transport,
  { url, trainingId }: ClientRequest,
  signal: AbortSignal,
  task: () => Promise<T>,
): Promise<T> {
  try {
    return await task();
  } catch (error) {
    signal.throwIfAborted();
    const cause = redactError(error, redact);
    throw new ConnectionError(`POST ${url} failed: ${describe(cause)}. Check the network and the base URL.`, {
      cause,
      trainingId,
    });
  }
}

/** The innermost message, for the outer one often is no more than "fetch failed". */
function describe(error: Error): string {
  return error.cause instanceof Error ? describe(error.cause) : error.message;
}

function refuseRedirect(response: Response, url: string, redact: (text: string) => string): void {
  const { status, type, headers, body } = response;
  if (type !== "opaqueredirect" && (status < 300 || status > 399)) return;
  body?.cancel().catch(() => {});
  const target = headers.get("location");
  const where = target
    ? redact(URL.canParse(target, url) ? new URL(target, url).href : target)
    : "an address that this runtime hides";
  throw new UnexpectedReplyError(
    `POST ${url} answered ${status}: a redirect to ${where}. It is not followed, for it would carry the API key along: check the base URL.`,
    { httpStatus: status },
  );
}
