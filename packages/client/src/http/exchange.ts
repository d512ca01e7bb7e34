import { ConnectionError } from "../errors.ts";
import { listCauses } from "./outcome.ts";
import { readBody } from "./read-body.ts";
import { readResponse, toExcerpt } from "./read-response.ts";
import type { Redact } from "./redact.ts";
import type { ClientRequest, Transport } from "./transport.ts";

const DEFAULT_MAX_RESPONSE_BYTES = 2 ** 20;

/** Sends a request once and reads its response. */
export async function exchange<T>(
  transport: Transport,
  request: ClientRequest<T>,
  signal: AbortSignal,
): Promise<T> {
  const { redact, clock, logger, maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES } = transport;
  const { operation, url, trainingId } = request;
  let response: Response;
  let text: string;
  try {
    response = await fetchOnce(transport, request, signal);
    text =
      describeRedirect(response) ??
      (await readBody(response, maxResponseBytes)) ??
      `more than ${maxResponseBytes} bytes`;
  } catch (error) {
    signal.throwIfAborted();
    const cause = toCause(error, redact);
    throw new ConnectionError(
      `${operation.method} ${url} failed: ${cause.message}. Check the network and baseUrl.`,
      { trainingId, cause },
    );
  }
  logger.debug(`${operation.method} ${url} returned ${response.status}.`);
  return readResponse(request, response, redact(text), clock.now());
}

/** The API key is added here, last, and nowhere else. */
async function fetchOnce<T>(
  { key, fetch = (url, init) => globalThis.fetch(url, init) }: Transport,
  { operation, url, body, headers = new Headers() }: ClientRequest<T>,
  signal: AbortSignal,
): Promise<Response> {
  headers.set("Content-Type", "application/json");
  return fetch(url, {
    method: operation.method,
    headers,
    body: JSON.stringify({ ...body, key }),
    signal,
    redirect: "manual",
  });
}

/** Describes a redirect, which stands in for its body: it is not followed. Browsers hide its status code and target. */
function describeRedirect({ status, headers }: Response): string | undefined {
  const isRedirect = status === 0 || (status >= 300 && status < 400);
  return isRedirect ? `a redirect to ${headers.get("location") ?? "a hidden URL"}` : undefined;
}

/** Returns an error with the messages and codes of a failed `fetch`, without the API key. */
function toCause(error: unknown, redact: Redact): Error {
  const causes = listCauses(error);
  const words = causes
    .flatMap(({ message, code }) => [message, code])
    .filter((word) => typeof word === "string");
  const [code] = causes.map((cause) => cause.code).filter((code) => typeof code === "string");
  const cause = new Error(toExcerpt(redact(words.join(" ") || "fetch rejected without a message")));
  return code === undefined ? cause : Object.assign(cause, { code: redact(code) });
}
