import type { IncomingMessage } from "node:http";

const LOOPBACK_ORIGIN = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Returns the headers that let a page on this machine, such as the documentation, read a response. */
export function allowOrigin({ headers: { origin } }: IncomingMessage): Record<string, string> {
  if (origin === undefined || !LOOPBACK_ORIGIN.test(origin)) return {};
  return {
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "sl-violations",
    vary: "origin",
  };
}

/** Whether the request is a CORS preflight. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

/** Returns the headers of the response to a preflight. */
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
