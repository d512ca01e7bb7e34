import type { Operation } from "../contract/operation.ts";
import type { MockResponse, ResponseNotes } from "../exchange.ts";
import type { PrismRequest } from "../prism/prism-request.ts";
import type { Session } from "../sessions/session.ts";
import type { Preferences } from "./preferences.ts";

/** A request that was routed to an operation. */
export interface OperationCall {
  operation: Operation;
  request: PrismRequest;
  /** The value of the path parameter, if the path has one. */
  parameter: string | undefined;
  preferences: Preferences;
  /** The session of the request's API key. */
  session: Session;
  notes: ResponseNotes;
}

/** Responds to the requests of one operation. */
export type OperationHandler = (call: OperationCall) => Promise<MockResponse>;
