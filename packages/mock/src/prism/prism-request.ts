import type { MockRequest } from "../exchange.ts";
import { parseBody } from "./parse-body.ts";

/** A request for Prism, and the response that Prism should choose. */
export interface PrismRequest {
  method: string;
  path: string;
  /** The server of the contract that the query `__server` names, if it does. */
  server?: string | undefined;
  mediaType: string;
  accept: string;
  /** The body as it was sent. */
  text: string;
  /** The parsed body. */
  body: unknown;
  example?: string | undefined;
  code?: number | undefined;
  dynamic?: boolean | undefined;
  seed?: string | undefined;
  /** False if the request should not be validated. */
  validate?: boolean | undefined;
}

/** Returns the request for Prism, with its parsed body. */
export function toPrismRequest(
  request: MockRequest,
  path: string,
  body: unknown = parseBody(request.headers.contentType, request.body),
): PrismRequest {
  const { contentType, accept } = request.headers;
  return {
    method: request.method,
    path,
    server: readServer(request.query),
    mediaType: contentType,
    accept,
    text: request.body,
    body,
  };
}

/** An empty name is none, as it is for Prism. */
function readServer(query: string): string | undefined {
  if (!query.includes("__server")) return undefined;
  return new URLSearchParams(query).get("__server") || undefined;
}
