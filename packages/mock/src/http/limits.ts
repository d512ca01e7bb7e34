/** The maximum length of a request's body. The proxy forwards longer ones too. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** The maximum length of a request's URL and headers together. */
export const MAX_HEADER_BYTES = 16 * 1024;

/** The error of a body that is too long. */
export const BODY_TOO_LONG = `The body is too long. The maximum is ${MAX_BODY_BYTES} bytes.`;

/** The error of headers that are too long. */
export const HEADERS_TOO_LONG = `The URL and the headers are too long. The maximum is ${MAX_HEADER_BYTES} bytes.`;
