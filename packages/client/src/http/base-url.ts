import { ValidationError } from "../errors.ts";
import type { ClientOptions } from "./client-options.ts";
import { isBlockedPort } from "./blocked-ports.ts";
import { readEnvironment } from "./environment.ts";

/** The vendor's host, as in the contract's `servers`. */
export const DEFAULT_BASE_URL = "https://stablediffusionapi.com";

/**
 * Returns the base URL of a client, without a slash at its end.
 *
 * @throws ValidationError unless it uses https, or http to this machine, without credentials, query,
 * fragment, or a port that `fetch` blocks.
 */
export function readBaseUrl({ baseUrl, allowInsecureHttp = false }: ClientOptions): string {
  const given = baseUrl ?? readEnvironment("DREAMBOOTH_SANDBOX_BASE_URL") ?? DEFAULT_BASE_URL;
  if (!isAcceptable(given, allowInsecureHttp)) {
    const message =
      "baseUrl must be an https URL (http for this machine, or with allowInsecureHttp) without credentials, query, fragment, or a blocked port";
    throw new ValidationError(`${message}.`, { problems: [{ field: "baseUrl", message }] });
  }
  return given.replace(/\/+$/, "");
}

function isAcceptable(text: string, allowInsecureHttp: boolean): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, port, username, password } = new URL(text);
  const hasExtras = username !== "" || password !== "" || /[?#\s]/.test(text);
  const isSecure =
    protocol === "https:" || (protocol === "http:" && (allowInsecureHttp || isThisMachine(hostname)));
  return isSecure && !hasExtras && !isBlockedPort(port);
}

/** The URL parser has already normalized the host, so a number that stands for another machine is not mistaken. */
function isThisMachine(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(\.\d+){3}$/.test(hostname)
  );
}
