import type { CapturedBody } from "./body-capture.ts";

type HeaderValues = Record<string, string | string[] | undefined>;

/** A request that was forwarded, and its response. */
export interface ProxiedExchange {
  request: {
    method: string;
    /** The path as it was sent, without the query. */
    path: string;
    query: string;
    headers: HeaderValues;
    body: CapturedBody;
  };
  response: {
    status: number;
    statusText: string;
    headers: HeaderValues;
    body: CapturedBody;
  };
  /** Why the response ended before its body was complete. */
  endedEarly?: string;
  /** When the request arrived, in milliseconds since 1970. */
  startedMs: number;
  /** The time until the response's headers arrived. */
  waitMs: number;
  /** The time from there until the end of its body. */
  receiveMs: number;
}
