import { readPreferences, type Preferences } from "../../../src/operations/preferences.ts";
import type { RawRequest } from "./exchange.ts";
import { isWellFormed, parseMediaType, typeIs } from "./prism-modules.ts";

/** Returns the body as Prism's server reads it, or a SyntaxError if it is not valid JSON. */
export function readBody({ headers, body, chunked }: RawRequest): unknown {
  if (body === undefined || (body.length === 0 && !chunked)) return null;
  const contentType = headers["content-type"] ?? "";
  const text = new TextDecoder(readCharset(contentType), { ignoreBOM: true }).decode(body);
  if (!typeIs(contentType, ["application/json", "application/*+json"])) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

/** Returns the charset that `Content-Type` names, or UTF-8 if it names none that exists. */
export function readCharset(contentType: string): string {
  const { charset = "utf-8" } = isWellFormed(contentType) ? parseMediaType(contentType).parameters : {};
  return ["iso-8859-1", "utf-16le"].includes(charset) ? charset : "utf-8";
}

/** Returns what the request prefers. */
export function readPreferred({ headers, target }: RawRequest): Preferences {
  const { search } = new URL(target, "http://prism.test");
  return readPreferences(headers["prefer"], search.slice(1));
}

/** Returns the request's API key, or undefined if the body has none. */
export function readKey(request: RawRequest): unknown {
  const body = readBody(request);
  return typeof body === "object" && body !== null && "key" in body ? body.key : undefined;
}
