import ipaddr, { type IPv6 } from "ipaddr.js";
import type { Address } from "./refused-ranges.ts";

/** Reads an IPv4 address from the groups of an IPv6 address. */
type Read = (groups: number[]) => Address;

/** The prefixes whose addresses lead to an IPv4 address, and where they contain it. */
const PREFIXES: readonly { range: string; read: readonly Read[] }[] = [
  // IPv4-compatible (RFC 4291), IPv4-translated (RFC 2765), and NAT64 with the well-known prefix (RFC 6052).
  { range: "::/96", read: [fromGroup(6)] },
  { range: "::ffff:0:0:0/96", read: [fromGroup(6)] },
  { range: "64:ff9b::/96", read: [fromGroup(6)] },
  // 6to4 (RFC 3056).
  { range: "2002::/16", read: [fromGroup(1)] },
  // Teredo (RFC 4380): the server's address, and the client's with all bits inverted.
  {
    range: "2001::/32",
    read: [fromGroup(2), (groups) => fromGroup(6)(groups.map((group) => group ^ 0xffff))],
  },
];

/** ISATAP (RFC 5214) has no prefix of its own: these two groups precede the IPv4 address. */
const ISATAP = [
  [0x0000, 0x5efe],
  [0x0200, 0x5efe],
] as const;

/** Returns the IPv4 addresses to which an IPv6 address of a transition mechanism leads. */
export function listEmbeddedAddresses(address: IPv6): Address[] {
  const { parts } = address;
  const prefixed = PREFIXES.filter(({ range }) => address.match(ipaddr.parseCIDR(range) as [IPv6, number]));
  const isatap = ISATAP.some(([first, second]) => parts[4] === first && parts[5] === second);
  return [...prefixed.flatMap(({ read }) => read), ...(isatap ? [fromGroup(6)] : [])].map((read) =>
    read(parts),
  );
}

/** Reads the 32 bits that begin at a group. */
function fromGroup(index: number): Read {
  return (groups) =>
    new ipaddr.IPv4(groups.slice(index, index + 2).flatMap((group) => [group >> 8, group & 0xff]));
}
