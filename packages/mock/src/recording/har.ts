/*
 * The parts of HTTP Archive 1.2 that recordings use: http://www.softwareishard.com/blog/har-12-spec/
 * Names that begin with an underscore are own additions, as the format permits.
 */

/** A name and a value: a header, a cookie, or a parameter of the query. */
export interface HarPair {
  name: string;
  value: string;
}

export interface HarRequest {
  method: string;
  url: string;
  httpVersion: string;
  cookies: HarPair[];
  headers: HarPair[];
  queryString: HarPair[];
  postData?: { mimeType: string; params: []; text: string };
  headersSize: -1;
  /** The length of the body as it was sent. */
  bodySize: number;
  comment?: string;
}

export interface HarContent {
  /** The length of the body without its content coding. */
  size: number;
  mimeType: string;
  text?: string;
  encoding?: "base64";
  comment?: string;
}

export interface HarResponse {
  status: number;
  statusText: string;
  httpVersion: string;
  cookies: HarPair[];
  headers: HarPair[];
  content: HarContent;
  redirectURL: string;
  headersSize: -1;
  /** The length of the body as it was received. */
  bodySize: number;
}

/** A request and its response. */
export interface HarEntry {
  startedDateTime: string;
  /** Milliseconds, as all times of an entry. */
  time: number;
  request: HarRequest;
  response: HarResponse;
  cache: Record<string, never>;
  timings: { send: number; wait: number; receive: number };
  comment?: string;
}
