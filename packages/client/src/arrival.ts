/** How Node, Bun and Deno say that no connection came about, so that nothing can have been sent. */
const NO_CONNECTION =
  /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ConnectionRefused|connection refused|dns error)\b/i;

interface Failure {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown[];
}

/** Whether a failed `fetch` certainly sent nothing. Where several addresses were tried, each must have failed so. */
export function hasCertainlyNotArrived(error: unknown): boolean {
  const { code, message, cause, errors } = (error ?? {}) as Failure;
  if (errors) return errors.every(hasCertainlyNotArrived);
  return NO_CONNECTION.test(`${code} ${message}`) || (cause !== undefined && hasCertainlyNotArrived(cause));
}
