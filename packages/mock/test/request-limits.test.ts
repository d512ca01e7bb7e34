import { connect } from "node:net";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { createMock } from "@dreambooth-sandbox/mock";
import { describe, expect, test } from "vitest";
import { MAX_BODY_BYTES, MAX_HEADER_BYTES } from "../src/http/limits.ts";
import { createHostCheck } from "../src/http/permitted-hosts.ts";
import { CREATE, post, STATUS, trainingRequest } from "./training-request.ts";
import { transports } from "./transports.ts";

describe.each(transports)("$name", ({ reach }) => {
  test("headers just below the maximum are accepted, longer ones get 431", async () => {
    await using mock = await reach();
    const request = (length: number) =>
      post(mock.fetch, `${STATUS}/x`, { key: "k" }, { "x-long": "x".repeat(length) }, mock.host);
    expect((await request(MAX_HEADER_BYTES - 1024)).status).toBe(200);
    const refused = await request(MAX_HEADER_BYTES);
    expect([refused.status, refused.json["message"]]).toEqual([
      431,
      expect.stringContaining(String(MAX_HEADER_BYTES)),
    ]);
  });

  test("a URL counts as a header does", async () => {
    await using mock = await reach();
    const { status } = await post(mock.fetch, `${STATUS}/${"x".repeat(MAX_HEADER_BYTES)}`, {}, {}, mock.host);
    expect(status).toBe(431);
  });

  test("a body of the maximum length is read, a longer one gets 413, and nothing is created", async () => {
    await using mock = await reach();
    const request = (length: number) => {
      const padding = length - JSON.stringify({ ...trainingRequest, pad: "" }).length;
      return post(mock.fetch, CREATE, { ...trainingRequest, pad: "x".repeat(padding) }, {}, mock.host);
    };
    expect((await request(MAX_BODY_BYTES)).status).toBe(200);
    expect(mock.mock.created).toBe(1);
    const refused = await request(MAX_BODY_BYTES + 1);
    expect([refused.status, refused.json["message"]]).toEqual([
      413,
      expect.stringContaining(String(MAX_BODY_BYTES)),
    ]);
    expect(mock.mock.created).toBe(1);
  });
});

/** Sends a request with a `Host` header, which `fetch` does not permit. */
async function requestAs(url: string, host: string, path = "/__mock/health"): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  await once(socket, "connect");
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

test.each(["/__mock/health", `${STATUS}/x`])("a foreign host gets 421 for %s", async (path) => {
  await using mock = await createMock();
  const { url } = await mock.listen({ allowedHosts: ["mock.internal"] });
  const refused = await requestAs(url, "rebinding.example:4010", path);
  expect(refused).toMatch(/^HTTP\/1\.1 421 /);
  expect(refused).toContain("--allow-host");
  expect(await requestAs(url, "mock.internal:4010", path)).not.toMatch(/^HTTP\/1\.1 421 /);
});

test("a proxy refuses a foreign host too, and forwards nothing", async () => {
  await using upstream = await createMock();
  const { url: upstreamUrl } = await upstream.listen();
  await using mock = await createMock({ upstream: upstreamUrl });
  const { url } = await mock.listen();
  expect(await requestAs(url, "rebinding.example", `${STATUS}/x`)).toMatch(/^HTTP\/1\.1 421 /);
  expect(upstream.contractReport().untouched).toContain("getTrainingStatus");
});

const refuseHost = createHostCheck(["0.0.0.0", "Mock.Internal"]);

test.each([
  "localhost",
  "LOCALHOST:4010",
  "localhost.:4010",
  "app.localhost",
  "127.0.0.1:4010",
  "192.168.1.20",
  "[::1]:4010",
  "mock.internal.:1",
  undefined,
])("the host %s is permitted", (host) => {
  expect(refuseHost(host)).toBeUndefined();
});

test.each([
  "example.com",
  "localhost.example.com",
  "127.0.0.1.example.com",
  "notlocalhost",
  "user@127.0.0.1@example.com",
  "",
  "mock.internal.example.com",
])("the host %s is refused", (host) => {
  expect(refuseHost(host)).toContain(JSON.stringify(host));
});
