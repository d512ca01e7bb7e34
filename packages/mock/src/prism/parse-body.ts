import { exceedsDepth } from "./nesting-depth.ts";

/** The maximum number of arrays and objects inside one another. */
const MAX_DEPTH = 100;
const TOO_DEEP = "The body is nested too deeply.";

const JSON_MEDIA_TYPE = /^\s*application\/(?:[a-z0-9][\w!#$&^.-]*\+)?json\s*(?:;|$)/i;

/**
 * Returns the parsed body, the text if its media type is not JSON, or a SyntaxError if it is not valid JSON or is nested too
 * deeply.
 */
export function parseBody(contentType: string, text: string): unknown {
  if (text === "") return undefined;
  if (!JSON_MEDIA_TYPE.test(contentType)) return text;
  if (exceedsDepth(text, MAX_DEPTH)) return new SyntaxError(TOO_DEEP);
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

/** Returns a string field of a body: empty if the field is missing, undefined if it is not a string. */
export function readField(body: unknown, name: string): string | undefined {
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, name)) return "";
  const value: unknown = Object.getOwnPropertyDescriptor(body, name)?.value;
  return typeof value === "string" ? value : undefined;
}

/** Returns a message with the position of a JSON error. It does not quote the body, which may contain a key. */
export function explainInvalidJson({ message }: SyntaxError): string {
  if (message === TOO_DEEP) return `${TOO_DEEP} The maximum is ${MAX_DEPTH} levels.`;
  const position = /position \d+/.exec(message)?.[0];
  return `The body is not valid JSON${position === undefined ? "" : ` (${position})`}. Send an object such as {"key": "…"}.`;
}
