/** A target that the URL parser would not change: no dot segments, no characters to escape, no host. */
const PLAIN = /^(?:\/[\w~!$&'()*+,;=:@%-][\w.~!$&'()*+,;=:@%-]*)+(?:\?[\w.~!$&()*+,;=:@%/?-]+)?$/;
const ENCODED_DOT = /%2e/i;

/** Returns the path and query of a request target, which may be an absolute URL or `*`. Paths are normalized as by Prism. */
export function toPath(target: string): string {
  if (PLAIN.test(target) && !ENCODED_DOT.test(target)) return target;
  if (!URL.canParse(target, "http://localhost")) return target.startsWith("/") ? target : `/${target}`;
  const { pathname, search } = new URL(target, "http://localhost");
  return (pathname.startsWith("/") ? pathname : `/${pathname}`) + search;
}
