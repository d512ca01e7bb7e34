import { isIP } from "node:net";

/**
 * Creates a function that returns why a `Host` header is refused, or undefined if it is permitted. A page of another site can
 * let its own name resolve to this machine (DNS rebinding) and would then count as a page of this server. Such a request
 * carries the page's name as its host. An address cannot resolve to another one, so every address is permitted.
 */
export function createHostCheck(
  permitted: readonly string[],
): (host: string | undefined) => string | undefined {
  const names = new Set(permitted.map(normalize));
  /** Nearly all requests have the same host, and reading it takes as long as routing the request. */
  let lastPermitted: string | undefined;
  return (host) => {
    // Only HTTP/1.0 permits a request without a host. No browser sends such a request.
    if (host === undefined || host === lastPermitted) return undefined;
    const name = readHostname(host);
    if (name !== undefined && (isIP(name) !== 0 || isLocalhost(name) || names.has(name))) {
      lastPermitted = host;
      return undefined;
    }
    return `The host ${JSON.stringify(host)} is not permitted, because a page of another site could use it to reach this mock. Use localhost or an address, or permit the name with --allow-host or the option allowedHosts.`;
  };
}

/** Returns the host without its port, brackets and trailing dot, or undefined if it is not a host. */
function readHostname(host: string): string | undefined {
  return URL.canParse(`http://${host}/`) ? normalize(new URL(`http://${host}/`).hostname) : undefined;
}

function normalize(name: string): string {
  return name
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
}

/** Resolvers and browsers never look up these names elsewhere (RFC 6761). */
function isLocalhost(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost");
}
