import { expect, test } from "vitest";
import { refuseAddress, refuseUrl } from "../src/webhooks/webhook-address.ts";

test.each([
  "http://169.254.169.254/latest/meta-data",
  "http://[fe80::1]/",
  "http://[::ffff:169.254.169.254]/",
  "http://[fd00:ec2::254]/",
  "http://[64:ff9b::a9fe:a9fe]/",
  "http://0.0.0.0/",
  "http://2852039166/",
  "http://0xa9fea9fe/",
  "ftp://127.0.0.1/",
])("%s never receives webhooks", (url) => {
  expect(refuseUrl(url, true)).toEqual(expect.any(String));
});

test.each(["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])("%s is this machine", (address) => {
  expect(refuseAddress(address, false)).toBeUndefined();
});

test.each(["10.0.0.1", "192.168.1.1", "93.184.216.34", "2606:2800::1"])(
  "%s receives webhooks only if remote ones are allowed",
  (address) => {
    expect(refuseAddress(address, false)).toContain("--allow-remote-webhooks");
    expect(refuseAddress(address, true)).toBeUndefined();
  },
);
