import { lookup as resolveHost } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { listEmbeddedAddresses } from "./embedded-addresses.ts";
import { findRefusedRange, isLoopback, parseAddress, type Address } from "./refused-ranges.ts";

/** Resolves a host to addresses, as `dns.lookup` does. */
export type ResolveHost = (
  hostname: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: { address: string; family: number }[]) => void,
) => void;

/** Returns why an address must not receive webhooks, or undefined if it may. */
export function refuseAddress(text: string, allowRemote: boolean): string | undefined {
  const address = toIpv4IfMapped(parseAddress(text));
  const range = findRefusedRange(address);
  if (range !== undefined) return `${text} is ${range}`;
  const embedded = address.kind() === "ipv6" ? findEmbeddedRefusal(address) : undefined;
  if (embedded !== undefined) return `${text} leads to ${embedded}`;
  if (allowRemote || isLoopback(address)) return undefined;
  return `${text} is not a loopback address; allow it with --allow-remote-webhooks`;
}

function findEmbeddedRefusal(address: Address): string | undefined {
  if (!("parts" in address) || isLoopback(address)) return undefined;
  return listEmbeddedAddresses(address)
    .map((embedded) => ({ embedded, range: findRefusedRange(embedded) }))
    .flatMap(({ embedded, range }) => (range === undefined ? [] : [`${embedded.toString()}, ${range}`]))[0];
}

/** The system connects to an IPv4-mapped address by IPv4. */
function toIpv4IfMapped(address: Address): Address {
  return "parts" in address && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** Returns why a URL must not receive webhooks, as far as that is known before its host is resolved. */
export function refuseUrl(url: string, allowRemote: boolean): string | undefined {
  if (!URL.canParse(url)) return "it is not a URL";
  const { protocol, hostname } = new URL(url);
  if (protocol !== "http:" && protocol !== "https:")
    return `its scheme must be http or https (got ${protocol})`;
  const address = hostname.replace(/^\[|\]$/g, "");
  return isIP(address) === 0 ? undefined : refuseAddress(address, allowRemote);
}

/**
 * Creates a lookup that returns only permitted addresses. The connection uses these addresses, so a host that resolves to
 * another address a moment later (DNS rebinding) gains nothing.
 */
export function createGuardedLookup(
  allowRemote: boolean,
  resolve: ResolveHost = resolveHost,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const refusal = addresses
        .map(({ address }) => refuseAddress(address, allowRemote))
        .find((reason) => reason !== undefined);
      if (refusal !== undefined) return callback(new AddressRefusedError(refusal), []);
      const [first] = addresses;
      return options.all || !first ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

/** The host of a webhook resolves to an address that must not receive webhooks. */
export class AddressRefusedError extends Error {
  override name = "AddressRefusedError";
}
