import { isUtf8 } from "node:buffer";
import type { ProxiedExchange } from "../http/proxy/proxied-exchange.ts";
import type { HarContent, HarEntry, HarPair } from "./har.ts";

type HeaderValues = ProxiedExchange["request"]["headers"];

/** How a recording changes what it contains. */
export interface Redaction {
  requestBody: (text: string) => string;
  responseBody: (text: string) => string;
  /** Returns the value of a header, a cookie or a parameter of the query. */
  value: (place: "request" | "response" | "cookie" | "query", name: string, value: string) => string;
  /** Returns a path, or another text of the request's URL. */
  path: (text: string) => string;
  /** Whether bodies that are not text are recorded. */
  keepsBinary: boolean;
}

/** The bodies without their content codings. Undefined if they were not inspected. */
export interface DecodedBodies {
  requestContent: Buffer | undefined;
  responseContent: Buffer | undefined;
}

/** Describes an exchange as an entry of a HAR file. */
export function toHarEntry(
  upstream: URL,
  exchange: ProxiedExchange,
  { requestContent, responseContent }: DecodedBodies,
  redaction: Redaction,
): HarEntry {
  const { request, response, startedMs, waitMs, receiveMs, endedEarly } = exchange;
  const query = [...new URLSearchParams(request.query)].map(([name, value]) => ({
    name: redaction.path(name),
    value: redaction.value("query", name, value),
  }));
  const search =
    query.length === 0
      ? ""
      : `?${new URLSearchParams(query.map(({ name, value }) => [name, value])).toString()}`;
  const base = upstream.origin + upstream.pathname.replace(/\/$/, "");
  return {
    startedDateTime: new Date(startedMs).toISOString(),
    time: waitMs + receiveMs,
    request: {
      method: request.method,
      url: base + redaction.path(request.path) + search,
      httpVersion: "HTTP/1.1",
      cookies: readCookies(request.headers["cookie"], redaction),
      headers: toPairs("request", request.headers, redaction),
      queryString: query,
      ...toPostData(request.headers, requestContent, redaction),
      headersSize: -1,
      bodySize: request.body.length,
    },
    response: {
      status: response.status,
      statusText: response.statusText,
      httpVersion: "HTTP/1.1",
      cookies: readSetCookies(response.headers["set-cookie"], redaction),
      headers: toPairs("response", response.headers, redaction),
      content: toContent(response.headers, responseContent, response.body.length, redaction),
      redirectURL: [response.headers["location"] ?? ""]
        .flat()
        .map((location) => redaction.value("response", "location", location))
        .join(""),
      headersSize: -1,
      bodySize: response.body.length,
    },
    cache: {},
    timings: { send: 0, wait: waitMs, receive: receiveMs },
    ...(endedEarly !== undefined && { comment: `The response ended early: ${endedEarly}` }),
  };
}

const NOT_RECORDED = "The body was too long, or could not be decoded, and was not recorded.";

function toPostData(headers: HeaderValues, content: Buffer | undefined, { requestBody }: Redaction) {
  if (!content) return { comment: NOT_RECORDED };
  if (content.length === 0) return {};
  const mimeType = readHeader(headers, "content-type");
  return { postData: { mimeType, params: [] as [], text: requestBody(content.toString("utf8")) } };
}

function toContent(
  headers: HeaderValues,
  content: Buffer | undefined,
  length: number,
  { responseBody, keepsBinary }: Redaction,
): HarContent {
  const mimeType = readHeader(headers, "content-type");
  if (!content) return { size: length, mimeType, comment: NOT_RECORDED };
  const described = { size: content.length, mimeType };
  if (isUtf8(content)) return { ...described, text: responseBody(content.toString("utf8")) };
  if (keepsBinary) return { ...described, text: content.toString("base64"), encoding: "base64" };
  return { ...described, comment: "The body is not text and was not recorded. --record-full records it." };
}

function toPairs(place: "request" | "response", headers: HeaderValues, { value }: Redaction): HarPair[] {
  return Object.entries(headers).flatMap(([name, values = []]) =>
    [values].flat().map((text) => ({ name, value: value(place, name, text) })),
  );
}

function readCookies(header: string | string[] | undefined, { value }: Redaction): HarPair[] {
  return [header ?? []]
    .flat()
    .flatMap((line) => line.split(";"))
    .map(splitCookie)
    .map((cookie) => ({ name: cookie.name, value: value("cookie", cookie.name, cookie.value) }));
}

function readSetCookies(header: string | string[] | undefined, { value }: Redaction): HarPair[] {
  return [header ?? []]
    .flat()
    .map((line) => splitCookie(line.split(";")[0] ?? ""))
    .map((cookie) => ({ name: cookie.name, value: value("cookie", cookie.name, cookie.value) }));
}

function splitCookie(pair: string): HarPair {
  const mark = pair.indexOf("=");
  return mark < 0
    ? { name: "", value: pair.trim() }
    : { name: pair.slice(0, mark).trim(), value: pair.slice(mark + 1).trim() };
}

function readHeader(headers: HeaderValues, name: string): string {
  return [headers[name] ?? ""].flat().join(", ");
}
