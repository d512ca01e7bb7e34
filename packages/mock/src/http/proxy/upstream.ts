import { request as requestHttp, type ClientRequest, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";

/** How long an exchange with the upstream may take. */
export interface UpstreamLimits {
  /** The longest time without a byte in either direction. */
  silenceMs: number;
  /** The longest time in total. */
  totalMs: number;
}

export const UPSTREAM_LIMITS: UpstreamLimits = { silenceMs: 60_000, totalMs: 600_000 };

/** A request to the upstream. */
export interface UpstreamRequest {
  method: string;
  /** Path and query. */
  target: string;
  headers: Record<string, string | string[]>;
  body: AsyncIterable<Uint8Array>;
  /** Called with each chunk of the body that is sent. */
  onChunk: (chunk: Uint8Array) => void;
}

/** An exchange that has begun. */
export interface UpstreamExchange {
  response: IncomingMessage;
  /** Extends the time for silence. */
  touch: () => void;
  /** Ends the exchange. */
  close: () => void;
}

/** The upstream was silent, or the exchange took too long. */
export class UpstreamTimeoutError extends Error {
  override name = "UpstreamTimeoutError";
}

/**
 * Sends a request on a connection of its own, because a kept one can break just when a create is sent.
 *
 * @throws UpstreamTimeoutError if no response begins in time. Later, the response's stream fails with it.
 * @throws Error if there is no response.
 */
export async function openExchange(
  upstream: URL,
  { method, target, headers, body, onChunk }: UpstreamRequest,
  { silenceMs, totalMs }: UpstreamLimits,
  signal?: AbortSignal,
): Promise<UpstreamExchange> {
  const send = upstream.protocol === "https:" ? requestHttps : requestHttp;
  const path = upstream.pathname.replace(/\/$/, "") + target;
  const sent = send({ ...toAddress(upstream), method, path, headers, agent: false });
  let response: IncomingMessage | undefined;

  function cut(error: Error): void {
    clearTimeout(silence);
    clearTimeout(total);
    response?.destroy(error);
    sent.destroy(error);
  }
  const silence = setTimeout(
    () => cut(new UpstreamTimeoutError(`nothing was sent or received for ${silenceMs} ms`)),
    silenceMs,
  );
  const total = setTimeout(
    () => cut(new UpstreamTimeoutError(`the exchange took more than ${totalMs} ms`)),
    totalMs,
  );
  const abandon = (): void => cut(new Error("the caller disconnected"));
  signal?.addEventListener("abort", abandon, { once: true });
  if (signal?.aborted) abandon();

  function close(): void {
    clearTimeout(silence);
    clearTimeout(total);
    signal?.removeEventListener("abort", abandon);
    sent.destroy();
  }

  void upload(body, sent, (chunk) => {
    silence.refresh();
    onChunk(chunk);
  }).catch((error: unknown) => sent.destroy(toError(error)));
  try {
    response = await receiveResponse(sent);
    return { response, touch: () => silence.refresh(), close };
  } catch (error) {
    close();
    throw error;
  }
}

function toAddress(upstream: URL): { protocol: string; hostname: string; port: string; auth?: string } {
  const { protocol, hostname, port, username, password } = upstream;
  const auth = username === "" ? {} : { auth: decodeURIComponent(`${username}:${password}`) };
  return { protocol, hostname: hostname.replace(/^\[|\]$/g, ""), port, ...auth };
}

function receiveResponse(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.once("response", resolve);
    sent.once("upgrade", (_response, socket) => {
      socket.destroy();
      reject(new Error("it switched protocols (101), which no forwarded request asks for"));
    });
    // After a response began, its own stream reports how the connection failed.
    sent.on("error", reject);
  });
}

/** Sends the body. What the upstream no longer accepts is read too, because the caller may send all of it before it reads. */
async function upload(
  body: AsyncIterable<Uint8Array>,
  sent: ClientRequest,
  onChunk: (chunk: Uint8Array) => void,
): Promise<void> {
  for await (const chunk of body) {
    if (sent.destroyed) continue;
    onChunk(chunk);
    if (!sent.write(chunk)) await waitUntilWritable(sent);
  }
  if (!sent.destroyed) sent.end();
}

function waitUntilWritable(sent: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      sent.off("drain", end).off("close", end);
      resolve();
    };
    sent.on("drain", end).on("close", end);
  });
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
