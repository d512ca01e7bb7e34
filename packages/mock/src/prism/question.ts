import type { Question } from "./prism.ts";
import type { MockRequest } from "../exchange.ts";

const JSON_MEDIA_TYPE = /^application\/([\w.-]+\+)?json\b/i;

/** The question for Prism that a request amounts to. */
export function toQuestion(request: MockRequest, path: string): Question {
  const { contentType, accept } = request.headers;
  return {
    method: request.method,
    path,
    mediaType: contentType,
    accept,
    text: request.body,
    body: parseBody(contentType, request.body),
  };
}

/** The parsed body; text when it does not claim to be JSON; a SyntaxError when it is not. */
export function parseBody(contentType: string, text: string): unknown {
  if (text === "") return undefined;
  if (!JSON_MEDIA_TYPE.test(contentType)) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

/** A string field of a body: empty when there is none, undefined when it is something else. */
export function readField(body: unknown, name: string): string | undefined {
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, name)) return "";
  const value: unknown = Object.getOwnPropertyDescriptor(body, name)?.value;
  return typeof value === "string" ? value : undefined;
}

/** Says where a body ceases to be JSON, without quoting it: it may hold a key. */
export function explainBrokenJson({ message }: SyntaxError): string {
  const place = /position \d+/.exec(message)?.[0];
  return `The body is not JSON${place === undefined ? "" : `, from ${place} on`}. Send an object such as {"key": "…"}.`;
}
