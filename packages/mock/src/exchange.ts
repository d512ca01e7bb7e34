import type { Readable } from "node:stream";
import type { Statement } from "./contract/statement.ts";

/** A request, over HTTP or in process. */
export interface MockRequest {
  method: string;
  /** Scheme, host and port, as the caller sees them. */
  origin: string;
  /** The path as it was sent, without the query. */
  path: string;
  /** The query without its question mark. */
  query: string;
  headers: MockHeaders;
  body: string;
  /** The body as it arrives, if it is forwarded. `body` is then empty. */
  stream?: Readable;
  /** Returns all headers, which the proxy forwards. */
  allHeaders: () => Record<string, string | string[] | undefined>;
  /** Aborted when the caller disconnects. */
  signal?: AbortSignal;
}

/** The headers that change a response. */
export interface MockHeaders {
  contentType: string;
  accept: string;
  /** Undefined if the request has no such header. */
  prefer: string | undefined;
}

/** A response, over HTTP or in process. */
export interface MockResponse {
  status: number;
  headers: Record<string, string | string[]>;
  /** The body. Only the proxy and faults make it a stream of chunks. */
  body: string | Uint8Array | AsyncIterable<Uint8Array>;
  /** Set if the connection is reset instead of a response. */
  reset?: true;
  /** What the log and the contract report contain about the response. */
  notes: ResponseNotes;
  /** Set if the notes are complete only after the body has passed. Resolves before the caller receives the end of the body. */
  finished?: Promise<FinishedExchange>;
}

/** A request and its response after the proxy has seen both. */
export interface FinishedExchange {
  notes: ResponseNotes;
  /** The request's body, in which the log finds the API key. Undefined if it was not inspected. */
  requestBody: string | undefined;
}

/** What the log and the contract report contain about a response. */
export interface ResponseNotes {
  operationId?: string;
  /** The contract's named example that the response is, or is based on. */
  example?: string;
  trainingId?: string;
  scenario?: string;
  fault?: string;
  /** The scripted response that decided the response. */
  scripted?: string;
  /** Set if the request matched no operation, or none of the scripted responses that wait. */
  noMatch?: NoMatch;
  /** Where the request or the response violates the contract. */
  violations?: Violation[];
  /** Why a forwarded body was not compared with the contract. */
  notInspected?: string;
}

/** A place where a request or a response violates the contract, in the form of Prism's header `sl-violations`. */
export interface Violation {
  location: string[];
  severity: string;
  code?: string | number;
  message: string;
  /** The statement of the contract that is contradicted. Only forwarded and recorded exchanges have it. */
  statement?: Statement;
}

/** Why a request did not match what comes closest to it. */
export interface NoMatch {
  /** The operation as `POST /path`, or the scripted response. */
  closest: string;
  reason: string;
}

/** Responds to a request. Rejects only if the caller disconnects. */
export type Responder = (request: MockRequest) => Promise<MockResponse>;

/** Returns a response with a JSON body. */
export function jsonResponse(status: number, body: unknown, notes: ResponseNotes = {}): MockResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body), notes };
}

/** Returns an error response in the contract's form. */
export function errorResponse(status: number, message: unknown, notes: ResponseNotes = {}): MockResponse {
  return jsonResponse(status, { status: "error", message }, notes);
}
