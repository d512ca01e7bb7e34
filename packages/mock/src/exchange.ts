/** A request, whichever way it came. */
export interface MockRequest {
  method: string;
  /** Scheme, host and port that the caller sees. */
  origin: string;
  /** The path as it was sent, without the query. */
  path: string;
  /** The query without its question mark. */
  query: string;
  headers: MockHeaders;
  body: string;
  /** All headers, for the upstream of a proxy. */
  allHeaders: () => Record<string, string | string[] | undefined>;
  /** Aborted when the caller has gone. */
  signal?: AbortSignal;
}

/** The headers that change a reply. */
export interface MockHeaders {
  contentType: string;
  accept: string;
  /** Undefined when the request has none. */
  prefer: string | undefined;
}

/** A reply, whichever way it goes. */
export interface MockReply {
  status: number;
  headers: Record<string, string | string[]>;
  /** The body; a stream of chunks only where a fault wants one. */
  body: string | Uint8Array | AsyncIterable<Uint8Array>;
  /** The connection is reset instead of a reply. */
  reset?: true;
  /** What the log and the contract report tell of it. */
  notes: ReplyNotes;
}

/** What is worth telling of a reply. */
export interface ReplyNotes {
  operationId?: string;
  /** The named example of the contract that the reply is, or is made of. */
  example?: string;
  trainingId?: string;
  scenario?: string;
  fault?: string;
  /** Where request or reply break the contract. */
  violations?: Violation[];
}

/** A place where a request or a reply breaks the contract, as Prism's header `sl-violations` tells it. */
export interface Violation {
  location: string[];
  severity: string;
  code?: string | number;
  message: string;
}

const JSON_TYPE = "application/json";

/** A reply with a JSON body. */
export function jsonReply(status: number, body: unknown, notes: ReplyNotes = {}): MockReply {
  return { status, headers: { "content-type": JSON_TYPE }, body: JSON.stringify(body), notes };
}

/** A refusal in the contract's form. */
export function errorReply(status: number, message: unknown, notes: ReplyNotes = {}): MockReply {
  return jsonReply(status, { status: "error", message }, notes);
}
