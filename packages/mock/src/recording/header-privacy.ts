/** Headers of requests whose values say nothing about the caller's account. */
const PUBLIC_REQUEST_HEADERS = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "cache-control",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "date",
  "expect",
  "host",
  "prefer",
  "sec-fetch-mode",
  "te",
  "transfer-encoding",
  "user-agent",
]);

/** Headers that carry credentials. Not even a full recording contains them. */
const CREDENTIALS = /^(proxy-)?authorization$|api-?key/i;
const PRIVATE_RESPONSE_HEADERS = /cookie|auth|token|key|secret|session|account|user/i;

/** Whether a recording keeps the value of a header, apart from private values in it. */
export function keepsHeader(place: "request" | "response", name: string, full: boolean): boolean {
  if (CREDENTIALS.test(name)) return false;
  if (full) return true;
  return place === "request" ? PUBLIC_REQUEST_HEADERS.has(name) : !PRIVATE_RESPONSE_HEADERS.test(name);
}

/** Returns the private values of a request's headers and query, to find them elsewhere. */
export function listPrivateParts(
  headers: Record<string, string | string[] | undefined>,
  query: string,
  full: boolean,
): string[] {
  const hidden = Object.entries(headers)
    .filter(([name]) => !keepsHeader("request", name, full))
    .flatMap(([name, values = []]) => [values].flat().flatMap((value) => splitHeader(name, value)));
  const parameters = full ? [] : [...new URLSearchParams(query).values()];
  return [...hidden, ...parameters].filter((value) => value.length >= SHORTEST_PART);
}

/** Shorter parts of headers, such as `Basic`, are ordinary words. */
const SHORTEST_PART = 8;

function splitHeader(name: string, value: string): string[] {
  if (name !== "cookie") return [value, ...value.split(" ")];
  return value.split(";").map((cookie) => cookie.slice(cookie.indexOf("=") + 1).trim());
}
