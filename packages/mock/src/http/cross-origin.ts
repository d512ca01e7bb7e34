import type { IncomingMessage } from "node:http";

const LOOPBACK_ORIGIN = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** The headers that let a page of this machine, such as the documentation, read replies. */
export function allowOrigin({ headers: { origin } }: IncomingMessage): Record<string, string> {
  if (origin === undefined || !LOOPBACK_ORIGIN.test(origin)) return {};
  return {
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "sl-violations",
    vary: "origin",
  };
}

/** Whether the request asks if a page may send another one. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

/** The headers of the answer to such a question. */
export function allowRequest(request: IncomingMessage): Record<string, string> {
  const allowed = allowOrigin(request);
  if (!("access-control-allow-origin" in allowed)) return {};
  return {
    ...allowed,
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "accept, content-type, prefer",
    "access-control-max-age": "600",
  };
}
