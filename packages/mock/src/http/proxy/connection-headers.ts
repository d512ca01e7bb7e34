import type { IncomingHttpHeaders } from "node:http";

type HeaderValues = Record<string, string | string[]>;

/** Headers that belong to one connection and must not be forwarded (RFC 9110, section 7.6.1). */
const CONNECTION_HEADERS = [
  "connection",
  // This proxy has already invited the caller to send the body.
  "expect",
  "host",
  "http2-settings",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/** Returns the headers to forward: all but those of the connection, and those that the header `Connection` names. */
export function selectForwarded(headers: IncomingHttpHeaders | NodeJS.Dict<string[]>): HeaderValues {
  const dropped = new Set([...CONNECTION_HEADERS, ...listConnectionOptions(headers["connection"])]);
  const kept: HeaderValues = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || dropped.has(name)) continue;
    const [only, ...others] = [value].flat();
    if (only !== undefined) kept[name] = others.length === 0 ? only : [only, ...others];
  }
  return kept;
}

function listConnectionOptions(header: string | string[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .flatMap((value) => value.split(","))
    .map((option) => option.trim().toLowerCase());
}

const METHODS_WITH_BODY = new Set(["POST", "PUT", "PATCH"]);

/** Returns the header that frames the body of a forwarded request: its length, or chunks. */
export function frameBody(
  method: string,
  headers: Record<string, string | string[] | undefined>,
): Record<string, string> {
  const length = headers["content-length"];
  if (length !== undefined) return { "content-length": String(length) };
  if (headers["transfer-encoding"] !== undefined) return { "transfer-encoding": "chunked" };
  return METHODS_WITH_BODY.has(method) ? { "content-length": "0" } : {};
}
