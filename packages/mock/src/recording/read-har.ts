import { readFile } from "node:fs/promises";
import { validateHeaderName, validateHeaderValue } from "node:http";
import { decodeContent } from "../http/proxy/decode-content.ts";
import { createHarReader, HarError, type HarReader } from "./har-error.ts";
import { parseHar } from "./parse-har.ts";
import type { RecordedExchange } from "./recorded-exchange.ts";

/** What a HAR file contains. */
export interface Recording {
  file: string;
  /** All entries, in the order of their requests. */
  exchanges: RecordedExchange[];
  /** Whether the end of the file is missing. */
  isCut: boolean;
}

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/**
 * Reads a HAR file of the mock, of a browser or of another tool.
 *
 * @throws HarError if it is not a HAR file. The message names the entry and the field.
 */
export async function readHar(file: string): Promise<Recording> {
  const { root, isCut } = parseHar(file, await readText(file));
  const reader = createHarReader(file);
  const log = reader.object("log", reader.object("the file", root)["log"]);
  const exchanges: RecordedExchange[] = [];
  for (const [index, entry] of reader.array("log.entries", log["entries"]).entries())
    exchanges.push(await readEntry(reader, index, entry));
  return { file, exchanges: sortByStart(exchanges), isCut };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HarError(`Could not read the recording ${file}: ${reason}.`, { cause: error });
  }
}

/** Some tools write entries in the order of their responses. */
function sortByStart(exchanges: RecordedExchange[]): RecordedExchange[] {
  if (exchanges.some(({ startedMs }) => startedMs === undefined)) return exchanges;
  return exchanges.toSorted((one, other) => (one.startedMs ?? 0) - (other.startedMs ?? 0));
}

async function readEntry(reader: HarReader, index: number, value: unknown): Promise<RecordedExchange> {
  const place = `log.entries[${index}]`;
  const entry = reader.object(place, value);
  const startedMs = readTime(reader, `${place}.startedDateTime`, entry["startedDateTime"]);
  const duration = entry["time"];
  const time = typeof duration === "number" && duration > 0 ? duration : 0;
  return {
    index,
    startedMs,
    endedMs: startedMs === undefined ? undefined : startedMs + time,
    request: readRequest(reader, `${place}.request`, entry["request"]),
    response: await readResponse(reader, `${place}.response`, entry["response"]),
  };
}

/** Returns undefined if there is no time: some tools leave it out. */
function readTime(reader: HarReader, field: string, value: unknown): number | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const time = Date.parse(reader.string(field, value));
  return Number.isNaN(time) ? reader.fail(field, "a date and time in ISO 8601", value) : time;
}

function readRequest(reader: HarReader, field: string, value: unknown): RecordedExchange["request"] {
  const request = reader.object(field, value);
  const text = reader.string(`${field}.url`, request["url"]);
  // Some tools record the path only.
  if (!URL.canParse(text, "http://recorded")) reader.fail(`${field}.url`, "a URL", text);
  const url = new URL(text, "http://recorded");
  const headers = readHeaders(reader, `${field}.headers`, request["headers"]);
  return {
    method: reader.string(`${field}.method`, request["method"]).toUpperCase(),
    path: url.pathname,
    query: url.search.slice(1),
    headers,
    body: readPostData(reader, `${field}.postData`, request["postData"], headers),
  };
}

/** Reads the text of a body, or the parameters of a form. The media type is added to the headers if it is only here. */
function readPostData(
  reader: HarReader,
  field: string,
  value: unknown,
  headers: Record<string, string[]>,
): Buffer {
  if (value === undefined || value === null) return Buffer.alloc(0);
  const { text, params, encoding, mimeType } = reader.object(field, value);
  if (typeof mimeType === "string" && mimeType !== "") headers["content-type"] ??= [mimeType];
  if (typeof text === "string") return decodeText(reader, field, text, encoding);
  const pairs = reader.array(`${field}.params`, params ?? []).map((param, index) => {
    const { name, value: content } = reader.object(`${field}.params[${index}]`, param);
    return [toText(name), toText(content)];
  });
  return Buffer.from(new URLSearchParams(pairs).toString());
}

async function readResponse(
  reader: HarReader,
  field: string,
  value: unknown,
): Promise<RecordedExchange["response"]> {
  const response = reader.object(field, value);
  const { status } = response;
  if (typeof status !== "number" || !Number.isInteger(status) || status < 0 || status > 599)
    reader.fail(`${field}.status`, "a status code, or 0 if there was no response", status);
  const headers = readHeaders(reader, `${field}.headers`, response["headers"]);
  return {
    status,
    statusText: typeof response["statusText"] === "string" ? response["statusText"] : "",
    headers,
    body: await readContent(reader, `${field}.content`, response["content"], headers),
  };
}

async function readContent(
  reader: HarReader,
  field: string,
  value: unknown,
  headers: Record<string, string[]>,
): Promise<Buffer | undefined> {
  if (value === undefined || value === null) return Buffer.alloc(0);
  const { text, encoding, size, mimeType } = reader.object(field, value);
  if (typeof mimeType === "string" && mimeType !== "" && mimeType !== "x-unknown")
    headers["content-type"] ??= [mimeType];
  if (text === undefined || text === null)
    return typeof size === "number" && size > 0 ? undefined : Buffer.alloc(0);
  const bytes = decodeText(reader, field, reader.string(`${field}.text`, text), encoding);
  if (encoding !== "base64") return bytes;
  // Browsers decompress a body before they record it, some tools do not.
  const decoded = await decodeContent((headers["content-encoding"] ?? []).join(), bytes);
  return "bytes" in decoded ? decoded.bytes : bytes;
}

function decodeText(reader: HarReader, field: string, text: string, encoding: unknown): Buffer {
  if (encoding === undefined || encoding === null || encoding === "") return Buffer.from(text);
  if (encoding !== "base64") reader.fail(`${field}.encoding`, '"base64", or absent', encoding);
  const compact = text.replace(/\s/g, "");
  if (!BASE64.test(compact)) reader.fail(`${field}.text`, "Base64", text);
  return Buffer.from(compact, "base64");
}

/** Reads headers. Pseudo-headers of HTTP/2, and what is no header, are left out. */
function readHeaders(reader: HarReader, field: string, value: unknown): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (const [index, pair] of reader.array(field, value ?? []).entries()) {
    const { name, value: content } = reader.object(`${field}[${index}]`, pair);
    const key = reader.string(`${field}[${index}].name`, name).toLowerCase();
    const text = toText(content);
    if (isHeader(key, text)) (headers[key] ??= []).push(...splitValues(key, text));
  }
  return headers;
}

/** Tools write numbers, or leave a value out. */
function toText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** Browsers join the values of repeated headers by newlines. */
function splitValues(name: string, text: string): string[] {
  return name === "set-cookie" ? text.split("\n") : [text.replaceAll("\n", ", ")];
}

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value.replaceAll("\n", ", "));
    return true;
  } catch {
    return false;
  }
}
