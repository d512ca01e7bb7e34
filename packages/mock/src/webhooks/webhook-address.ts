import { lookup as resolve } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/** Link-local and cloud metadata addresses, also in their IPv6 forms. */
const NEVER = new BlockList();
NEVER.addSubnet("169.254.0.0", 16, "ipv4");
NEVER.addAddress("100.100.100.200", "ipv4");
NEVER.addAddress("168.63.129.16", "ipv4");
NEVER.addAddress("192.0.0.192", "ipv4");
NEVER.addSubnet("0.0.0.0", 8, "ipv4");
NEVER.addSubnet("fe80::", 10, "ipv6");
NEVER.addSubnet("fd00:ec2::", 32, "ipv6");
NEVER.addAddress("fd20:ce::254", "ipv6");
NEVER.addAddress("::", "ipv6");
NEVER.addSubnet("64:ff9b::", 96, "ipv6");
NEVER.addSubnet("2002:a9fe::", 32, "ipv6");

/** Returns why an address must not receive webhooks, or undefined if it may. */
export function refuseAddress(address: string, allowRemote: boolean): string | undefined {
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  if (NEVER.check(address, family)) return `${address} is a link-local or metadata address`;
  if (allowRemote || LOOPBACK.check(address, family)) return undefined;
  return `${address} is not a loopback address; allow it with --allow-remote-webhooks`;
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

/** Creates a lookup that returns only permitted addresses, so that a host is not resolved again for the connection. */
export function createGuardedLookup(allowRemote: boolean): LookupFunction {
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
