/** A path that the URL parser would not change: no dot segments, no characters to escape, no host. */
const PLAIN = /^(?:\/[\w~!$&'()*+,;=:@%-][\w.~!$&'()*+,;=:@%-]*)+$/;
const ENCODED_DOT = /%2e/i;

/** Returns the path as Prism's server reads it: without dot segments, and escaped as in a URL. */
export function normalizePath(path: string): string {
  if (PLAIN.test(path) && !ENCODED_DOT.test(path)) return path;
  return URL.canParse(path, "http://localhost") ? new URL(path, "http://localhost").pathname : path;
}
