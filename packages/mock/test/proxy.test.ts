import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { createMock, type RequestRecord } from "@dreambooth-sandbox/mock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { formatRequest } from "../src/command/request-log.ts";
import { CREATE, create, post, STATUS, status, trainingRequest } from "./training-request.ts";

const KEY = "sk-very-secret-key";
let server: Server;
let upstream = "";
let received: { url: string | undefined; headers: IncomingMessage["headers"]; body: string }[] = [];
let respond: (response: ServerResponse) => void;

beforeEach(async () => {
  received = [];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ url: request.url, headers: request.headers, body });
      return respond(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  upstream = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

async function proxy() {
  const records: RequestRecord[] = [];
  const mock = await createMock({ upstream, onRequest: (record) => records.push(record) });
  const { url } = await mock.listen();
  return { mock, url, records, [Symbol.asyncDispose]: () => mock.close() };
}

function respondWith(body: unknown, code = 200): void {
  respond = (response) => {
    response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
}

test("requests and responses are forwarded byte by byte", async () => {
  const body = '{ "status":"success",\n "messege": "model_ready", "data":"é /n \\u00e9" }';
  respond = (response) => {
    response
      .writeHead(200, { "content-type": "application/json", "x-own": "kept", "set-cookie": ["a=1", "b=2"] })
      .end(body);
  };
  await using proxied = await proxy();
  const sent = { key: KEY };
  const response = await post(
    fetch,
    `${STATUS}/x?y=1`,
    sent,
    { "x-sent": "too", origin: "http://localhost:3" },
    proxied.url,
  );
  expect([response.status, response.text]).toEqual([200, body]);
  expect(response.response.headers.get("x-own")).toBe("kept");
  expect(response.response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(response.response.headers.has("access-control-allow-origin")).toBe(false);
  expect(received[0]).toMatchObject({
    url: `${STATUS}/x?y=1`,
    body: JSON.stringify(sent),
    headers: { "x-sent": "too" },
  });
  expect(received[0]?.headers.host).toBe(new URL(upstream).host);
  expect(proxied.records[0]?.violations).toBeUndefined();
});

test("a response that violates the contract is reported and forwarded", async () => {
  respondWith({ status: "success", messege: 5 });
  await using proxied = await proxy();
  const response = await post(fetch, `${STATUS}/x`, { key: KEY }, {}, proxied.url);
  expect(response.json).toEqual({ status: "success", messege: 5 });
  expect(response.response.headers.has("sl-violations")).toBe(false);
  const [record] = proxied.records;
  expect(record?.violations?.[0]?.location[0]).toBe("response");
  expect(proxied.mock.contractReport().violations[0]).toMatchObject({
    operationId: "getTrainingStatus",
    count: 1,
  });
});

test("a status code that the contract does not have is reported", async () => {
  respondWith({ teapot: true }, 418);
  await using proxied = await proxy();
  await post(fetch, `${STATUS}/x`, { key: KEY }, {}, proxied.url);
  expect(proxied.records[0]?.violations?.[0]?.message).toContain("Unable to match the returned status code");
});

test("a request that violates the contract is reported and forwarded", async () => {
  respondWith({ status: "error", message: "no" });
  await using proxied = await proxy();
  await post(fetch, CREATE, { ...trainingRequest, key: KEY, images: [] }, {}, proxied.url);
  expect(received).toHaveLength(1);
  expect(proxied.records[0]?.violations).toEqual([
    expect.objectContaining({ location: ["request", "body", "images"] }),
  ]);
});

test("compressed responses are validated, and forwarded compressed", async () => {
  respond = (response) => {
    const packed = gzipSync(JSON.stringify({ status: "success", messege: 5 }));
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(packed);
  };
  await using proxied = await proxy();
  const response = await post(fetch, `${STATUS}/x`, { key: KEY }, {}, proxied.url);
  expect(response.json).toEqual({ status: "success", messege: 5 });
  expect(proxied.records[0]?.violations).toBeDefined();
});

test.each([
  ["HTML under 200", "text/html", "<p>no</p>"],
  ["broken JSON", "application/json", '{"status":'],
])("%s is reported and forwarded", async (_, type, body) => {
  respond = (response) => {
    response.writeHead(200, { "content-type": type }).end(body);
  };
  await using proxied = await proxy();
  const response = await fetch(`${proxied.url}${STATUS}/x`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"key":"k"}',
  });
  expect(await response.text()).toBe(body);
  expect(proxied.records[0]?.violations).toBeDefined();
});

test("the key is redacted in log lines and in the report", async () => {
  respondWith({ status: "success", messege: 5 });
  await using proxied = await proxy();
  await post(fetch, `${STATUS}/${KEY}`, { key: KEY }, {}, proxied.url);
  const logged = [
    ...proxied.records.map((record) => formatRequest(record, "json")),
    JSON.stringify(proxied.mock.contractReport()),
  ].join("\n");
  expect(logged).toContain("[redacted]");
  expect(logged).not.toContain(KEY);
});

test("redirects are forwarded, not followed", async () => {
  respond = (response) => {
    response.writeHead(307, { location: "https://elsewhere.invalid/" }).end();
  };
  await using proxied = await proxy();
  const response = await fetch(`${proxied.url}${CREATE}`, { method: "POST", body: "{}", redirect: "manual" });
  expect([response.status, response.headers.get("location")]).toEqual([307, "https://elsewhere.invalid/"]);
});

test("an upstream that does not respond causes a 502 with the reason", async () => {
  await using mock = await createMock({ upstream: "http://127.0.0.1:1" });
  const { status, json } = await post(mock.fetch, CREATE, trainingRequest);
  expect(status).toBe(502);
  expect(json["message"]).toMatch(/upstream http:\/\/127\.0\.0\.1:1 did not respond: .*ECONNREFUSED/);
});

test("a mock behind a proxy violates nothing", async () => {
  await using mock = await createMock();
  const { url } = await mock.listen();
  await using proxied = await createMock({ upstream: url });
  const id = await create(proxied.fetch);
  expect(await status(proxied.fetch, id)).toHaveProperty("messege", expect.any(String));
  expect(proxied.contractReport().violations).toEqual([]);
  expect(mock.created).toBe(1);
});
