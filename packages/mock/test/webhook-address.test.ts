import { createServer } from "node:http";
import { once } from "node:events";
import { expect, test } from "vitest";
import { sendWebhook } from "../src/webhooks/webhook-sender.ts";
import {
  createGuardedLookup,
  refuseAddress,
  refuseUrl,
  type ResolveHost,
} from "../src/webhooks/webhook-address.ts";

/** IPv4 addresses that never receive webhooks, one of each kind. */
const REFUSED_IPV4 = [
  ["169.254.169.254", "link-local"],
  ["0.0.0.0", "unspecified"],
  ["224.0.0.1", "multicast"],
  ["255.255.255.255", "broadcast"],
  ["240.0.0.1", "reserved"],
  ["100.100.100.200", "metadata"],
  ["168.63.129.16", "metadata"],
  ["192.0.0.192", "metadata"],
] as const;

/** The transition mechanisms, and the IPv6 address in which each of them writes an IPv4 address. */
const TRANSITIONS: Record<string, (bytes: number[]) => string> = {
  "IPv4-mapped": (bytes) => `::ffff:${toGroups(bytes)}`,
  "IPv4-compatible": (bytes) => `::${toGroups(bytes)}`,
  "IPv4-translated": (bytes) => `::ffff:0:${toGroups(bytes)}`,
  NAT64: (bytes) => `64:ff9b::${toGroups(bytes)}`,
  "6to4": (bytes) => `2002:${toGroups(bytes)}::1`,
  "Teredo server": (bytes) => `2001:0:${toGroups(bytes)}::a2b2:c2d2`,
  "Teredo client": (bytes) => `2001:0:5db8:d822::${toGroups(bytes.map((byte) => byte ^ 0xff))}`,
  ISATAP: (bytes) => `2001:db8::5efe:${toGroups(bytes)}`,
  "ISATAP, global": (bytes) => `2001:db8::200:5efe:${toGroups(bytes)}`,
};

function toBytes(address: string): number[] {
  return address.split(".").map(Number);
}

function toGroups(bytes: number[]): string {
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0"));
  return hex.flatMap((high, index) => (index % 2 === 0 ? [high + hex[index + 1]] : [])).join(":");
}

test.each(REFUSED_IPV4)("%s never receives webhooks: it is %s", (address, kind) => {
  expect(refuseAddress(address, true)).toContain(kind);
});

test.each(Object.entries(TRANSITIONS))(
  "%s forms of refused addresses are refused, others are not",
  (_, write) => {
    for (const [address, kind] of REFUSED_IPV4)
      expect(refuseAddress(write(toBytes(address)), true)).toContain(kind);
    expect(refuseAddress(write(toBytes("93.184.216.34")), true)).toBeUndefined();
  },
);

test.each([
  ["fe80::1", "link-local"],
  ["fe80::1%eth0", "link-local"],
  ["fec0::1", "site-local"],
  ["ff02::1", "multicast"],
  ["::", "unspecified"],
  ["64:ff9b:1::5db8:d822", "local NAT64"],
  ["fd00:ec2::254", "metadata"],
  ["fd20:ce::254", "metadata"],
  ["fd00:c1::a9fe:a9fe", "metadata"],
  ["fd00:42::42", "metadata"],
])("%s never receives webhooks: it is %s", (address, kind) => {
  expect(refuseAddress(address, true)).toContain(kind);
});

test.each([
  "http://169.254.169.254/latest/meta-data",
  "http://169.254.169.254./",
  "http://2852039166/",
  "http://0xa9fea9fe/",
  "http://0251.0376.0251.0376/",
  "http://169.254.43518/",
  "http://[::ffff:169.254.169.254]/",
  "http://[0:0:0:0:0:FFFF:A9FE:A9FE]/",
  "ftp://127.0.0.1/",
  "no URL",
])("the URL %s never receives webhooks", (url) => {
  expect(refuseUrl(url, true)).toEqual(expect.any(String));
});

test.each(["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])("%s is this machine", (address) => {
  expect(refuseAddress(address, false)).toBeUndefined();
});

test.each(["10.0.0.1", "192.168.1.1", "93.184.216.34", "2606:2800::1", "fd12:3456::1"])(
  "%s receives webhooks only if remote ones are allowed",
  (address) => {
    expect(refuseAddress(address, false)).toContain("--allow-remote-webhooks");
    expect(refuseAddress(address, true)).toBeUndefined();
  },
);

test("a name is refused if one of its addresses is", () => {
  const resolve: ResolveHost = (_host, _options, callback) =>
    callback(null, [
      { address: "93.184.216.34", family: 4 },
      { address: "169.254.169.254", family: 4 },
    ]);
  let result: unknown;
  createGuardedLookup(true, resolve)("example.com", { all: true }, (error) => (result = error));
  expect(result).toMatchObject({
    name: "AddressRefusedError",
    message: expect.stringContaining("link-local"),
  });
});

test("a name that resolves to another address the next time is resolved once, and its checked address is used", async () => {
  let calls = 0;
  const receiver = createServer((_request, response) => {
    calls += 1;
    response.writeHead(204).end();
  });
  await once(receiver.listen(0, "127.0.0.1"), "listening");
  const address = receiver.address();
  const port = typeof address === "object" ? address?.port : "";
  const answers = ["127.0.0.1", "169.254.169.254"];
  let resolved = 0;
  const resolve: ResolveHost = (_host, _options, callback) => {
    callback(null, [{ address: answers[resolved] ?? "", family: 4 }]);
    resolved += 1;
  };
  const webhook = { payload: {}, form: false };
  const options = { allowRemote: true, signal: new AbortController().signal, resolve };
  const first = await sendWebhook(`http://rebinding.invalid:${port}/`, webhook, options);
  const second = await sendWebhook(`http://rebinding.invalid:${port}/`, webhook, options);
  receiver.close();
  expect([first.outcome, second.outcome, resolved, calls]).toEqual(["accepted", "refused", 2, 1]);
});
