import { ConnectionError, UnexpectedResponseError } from "../errors.ts";
import { isResponse } from "./is-response.ts";
import { watchConnecting } from "./node-send-proof.ts";
import type { SendProof } from "./node-send-proof.ts";
import { isConnectFailure, isPermanentFailure, listCauses } from "./outcome.ts";
import { readBody } from "./read-body.ts";
import { readResponse, toExcerpt } from "./read-response.ts";
import { sendOnceInit } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";
import type { ClientRequest, Transport } from "./transport.ts";

const DEFAULT_MAX_RESPONSE_BYTES = 2 ** 20;
const NO_MESSAGE = "fetch rejected without a message";

/** Sends a request once and reads its response. */
export async function exchange<T>(
  transport: Transport,
  request: ClientRequest<T>,
  signal: AbortSignal,
): Promise<T> {
  const { logger, runtime, maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES } = transport;
  const { operation, url } = request;
  const proof = runtime === "node" && operation.replay === "never" ? watchConnecting() : undefined;
  let response: Response | undefined;
  let text = "";
  try {
    const received: unknown = await fetchOnce(transport, request, signal);
    if (isResponse(received)) {
      response = received;
      text = await readText(response, maxResponseBytes);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw toConnectionError(transport, request, error, proof);
  } finally {
    proof?.stop();
  }
  if (!response)
    throw new UnexpectedResponseError(
      transport.redact(`${operation.method} ${url} failed: fetch must resolve with a Response.`),
      { trainingId: request.trainingId },
    );
  logger.debug(`${operation.method} ${url} returned ${response.status}.`);
  return readResponse(transport, request, response, text);
}

/** The API key is added here, last, and nowhere else; and only for the service, not where middleware leads elsewhere. */
function fetchOnce<T>(
  { key, runtime, baseUrl, globals, fetch = (url, init) => globals.fetch(url, init) }: Transport,
  { operation, url, body, init, headers = new Headers() }: ClientRequest<T>,
  signal: AbortSignal,
): Promise<Response> {
  headers.set("Content-Type", "application/json");
  const isService = url.startsWith(`${baseUrl}/`) || new URL(url).origin === new URL(baseUrl).origin;
  const json = JSON.stringify(isService ? { ...body, key } : body);
  const content = operation.replay === "never" ? sendOnceInit(runtime, json) : { body: json };
  const { method } = operation;
  return fetch(url, { ...init, method, headers, signal, redirect: "manual", ...content });
}

/** Returns the body as text, or what stands in for it: the target of a redirect, or that it is too large. */
async function readText(response: Response, maxBytes: number): Promise<string> {
  return describeRedirect(response) ?? (await readBody(response, maxBytes)) ?? `more than ${maxBytes} bytes`;
}

/** Describes a redirect, which stands in for its body: it is not followed. Browsers hide its status code and target. */
function describeRedirect({ status, headers }: Response): string | undefined {
  const isRedirect = status === 0 || (status >= 300 && status < 400);
  return isRedirect ? `a redirect to ${headers.get("location") ?? "a hidden URL"}` : undefined;
}

/** The runtime's error can contain the request, key included, so only its messages and codes are kept. */
function toConnectionError<T>(
  { redact, runtime }: Transport,
  { operation, url, trainingId }: ClientRequest<T>,
  error: unknown,
  proof: SendProof | undefined,
): ConnectionError {
  const { words, ...facts } = readFailure(error, runtime, proof);
  const reason = toExcerpt(redact(words));
  return new ConnectionError(
    redact(`${operation.method} ${url} failed: ${reason}. Check the network and baseUrl.`),
    { trainingId, cause: new Error(reason), ...facts },
  );
}

/** Reads what a failed `fetch` reports. It can be any value, also one that throws when it is read. */
function readFailure(error: unknown, runtime: Runtime, proof: SendProof | undefined) {
  try {
    const causes = listCauses(error);
    const texts = causes.flatMap(({ message, code }) => [message, code]);
    return {
      words: texts.filter((text) => typeof text === "string").join(" ") || NO_MESSAGE,
      surelyNotSent: isConnectFailure(causes, runtime) || proof?.provesNotSent(causes) === true,
      isTransient: !isPermanentFailure(causes),
    };
  } catch {
    return { words: NO_MESSAGE, surelyNotSent: false, isTransient: true };
  }
}
