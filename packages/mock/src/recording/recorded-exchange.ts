/** A request and its response, as a HAR file contains them. */
export interface RecordedExchange {
  /** The index of the entry in the file. */
  index: number;
  /** When the request was sent, in milliseconds since 1970. Undefined if the file does not say. */
  startedMs: number | undefined;
  /** When the response was complete. */
  endedMs: number | undefined;
  request: {
    method: string;
    path: string;
    query: string;
    headers: Record<string, string[]>;
    body: Buffer;
  };
  response: {
    /** 0 if there was no response. */
    status: number;
    statusText: string;
    headers: Record<string, string[]>;
    /** The body without its content coding. Undefined if the file does not contain it. */
    body: Buffer | undefined;
  };
}
