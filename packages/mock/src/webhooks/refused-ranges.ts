import ipaddr, { type IPv4, type IPv6 } from "ipaddr.js";

export type Address = IPv4 | IPv6;

/** The ranges that never receive webhooks, by the words in which a refusal names them. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  "an unspecified address": ["0.0.0.0/8", "::/128"],
  "a link-local address": ["169.254.0.0/16", "fe80::/10"],
  "a site-local address": ["fec0::/10"],
  "a multicast address": ["224.0.0.0/4", "ff00::/8"],
  // 255.255.255.255 is the last address of the reserved range.
  "a broadcast or reserved address": ["240.0.0.0/4"],
  // NAT64 with a local prefix (RFC 8215): where such an address contains its IPv4 address depends on the network.
  "a local NAT64 address": ["64:ff9b:1::/48"],
  "a cloud metadata address": [
    // Alibaba Cloud, Azure and Oracle. The others use link-local addresses.
    "100.100.100.200/32",
    "168.63.129.16/32",
    "192.0.0.192/32",
    // AWS, Google Cloud, Oracle and Scaleway: unique-local addresses.
    "fd00:ec2::/32",
    "fd20:ce::/64",
    "fd00:c1::/32",
    "fd00:42::/32",
  ],
};

const LOOPBACK = ["127.0.0.0/8", "::1/128"].map((range) => ipaddr.parseCIDR(range));

const refused = Object.entries(REFUSED).map(([name, ranges]) => ({
  name,
  ranges: ranges.map((range) => ipaddr.parseCIDR(range)),
}));

/** Parses an address. The zone of a link-local address, such as `%eth0`, does not matter. */
export function parseAddress(text: string): Address {
  return ipaddr.parse(text.replace(/%.*$/, ""));
}

/** Returns which refused range contains the address, in words, or undefined if none does. */
export function findRefusedRange(address: Address): string | undefined {
  return refused.find(({ ranges }) => ranges.some((range) => isIn(address, range)))?.name;
}

/** Whether the address belongs to this machine. */
export function isLoopback(address: Address): boolean {
  return LOOPBACK.some((range) => isIn(address, range));
}

function isIn(address: Address, [network, bits]: readonly [Address, number]): boolean {
  return address.kind() === network.kind() && address.match([network, bits]);
}
