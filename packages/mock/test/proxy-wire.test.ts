import { once } from "node:events";
import { request, type IncomingMessage, type RequestOptions } from "node:http";
import type { Socket } from "node:net";
import { PassThrough, type Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { createMock, type MockOptions, type RequestRecord } from "@dreambooth-sandbox/mock";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { loadContract } from "../src/contract/load-contract.ts";
import { MAX_INSPECTED_BYTES } from "../src/http/proxy/body-capture.ts";
import { createProxy } from "../src/http/proxy/proxy.ts";
import { STATUS } from "./training-request.ts";
import { sendBytes, startUpstream, type UpstreamServer } from "./upstream-server.ts";

const PATH = `${STATUS}/x`;
const SUCCESS = '{"status":"success","messege":"model_ready"}';
const contract = await loadContract();

async function proxy(upstream: UpstreamServer, options: MockOptions = {}) {
  const records: RequestRecord[] = [];
  const onRequest = (record: RequestRecord) => void records.push(record);
  const mock = await createMock({ upstream: upstream.url, onRequest, ...options });
  const { url } = await mock.listen();
  return { mock, url, records, [Symbol.asyncDispose]: () => mock.close() };
}

/** Sends a request without the interpretation of `fetch`. */
async function send(url: string, options: RequestOptions = {}, body = '{"key":"k"}') {
  const sent = request(url + PATH, {
    method: "POST",
    headers: { "content-type": "application/json" },
    agent: false,
    ...options,
  });
  // An upstream that responds early can break the connection of a caller that is still sending.
  sent.on("error", () => {});
  sent.end(options.method === "HEAD" ? undefined : body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return { response, status: response.statusCode, headers: response.headers };
}

test("HEAD gets the headers of the upstream, also its content length, and no body", async () => {
  await using upstream = await startUpstream(
    sendBytes(
      "HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 1500000000\nConnection: close",
    ),
  );
  await using proxied = await proxy(upstream);
  const { response, status, headers } = await send(proxied.url, { method: "HEAD" });
  expect([status, headers["content-length"], (await buffer(response)).length]).toEqual([
    200,
    "1500000000",
    0,
  ]);
  const response2 = await proxied.mock.fetch(proxied.url + PATH, { method: "HEAD" });
  expect([response2.status, response2.body]).toEqual([200, null]);
});

test.each([204, 304])("%i is passed on without a body", async (code) => {
  await using upstream = await startUpstream(sendBytes(`HTTP/1.1 ${code} X\nETag: "a"\nConnection: close`));
  await using proxied = await proxy(upstream);
  const { response, status, headers } = await send(proxied.url);
  expect([status, headers.etag, (await buffer(response)).length]).toEqual([code, '"a"', 0]);
  expect(proxied.records).toEqual([expect.objectContaining({ status: code })]);
  const inProcess = await proxied.mock.fetch(proxied.url + PATH, { method: "POST", body: "{}" });
  expect([inProcess.status, inProcess.body]).toEqual([code, null]);
});

test.each([
  ["101", "HTTP/1.1 101 Switching Protocols\nConnection: Upgrade\nUpgrade: websocket", /switched protocols/],
  ["no HTTP", "SSH-2.0-OpenSSH_9.2", /did not respond/],
  ["two lengths", "HTTP/1.1 200 OK\nContent-Length: 2\nContent-Length: 3", /did not respond/],
  ["endless headers", `HTTP/1.1 200 OK\n${"X-Header: 1\n".repeat(20_000)}`, /did not respond/],
])("an upstream that sends %s gets a 502 for the caller", async (_, head, message) => {
  await using upstream = await startUpstream(sendBytes(head, "{}"));
  await using proxied = await proxy(upstream);
  const { response, status } = await send(proxied.url);
  expect(status).toBe(502);
  expect((await buffer(response)).toString()).toMatch(message);
});

test("headers of the connection are not forwarded, in either direction", async () => {
  await using upstream = await startUpstream(
    sendBytes(
      `HTTP/1.1 200 OK
      Content-Type: application/json
      Connection: close, X-Hop
      X-Hop: 1
      X-End: kept
      Keep-Alive: timeout=5
      Proxy-Authenticate: Basic
      Set-Cookie: a=1
      Set-Cookie: b=2`,
      SUCCESS,
    ),
  );
  await using proxied = await proxy(upstream);
  const headers = {
    connection: "x-mine",
    "x-mine": "1",
    te: "trailers",
    upgrade: "websocket",
    "proxy-authorization": "Basic x",
    "x-other": "kept",
    authorization: "kept",
  };
  const { response, headers: got } = await send(proxied.url, { headers });
  await buffer(response);
  expect(got).toMatchObject({ "x-end": "kept", "set-cookie": ["a=1", "b=2"] });
  expect(got).not.toHaveProperty("x-hop");
  expect(got).not.toHaveProperty("proxy-authenticate");
  expect(upstream.received[0]).toMatch(/x-other: kept/i);
  expect(upstream.received[0]).toMatch(/^authorization: kept/im);
  expect(upstream.received[0]).not.toMatch(/^(x-mine|te|upgrade|proxy-authorization):/im);
});

test("a request is framed as it was: with a length, in chunks, or without a body", async () => {
  await using upstream = await startUpstream(sendBytes("HTTP/1.1 204 No Content\nConnection: close"));
  await using proxied = await proxy(upstream);
  await send(proxied.url, { headers: { "content-length": 2 } }, "{}");
  await send(proxied.url, { method: "GET", headers: { "transfer-encoding": "chunked" } }, "{}");
  await send(proxied.url, { method: "GET" }, "");
  const [withLength, inChunks, without] = upstream.received;
  expect(withLength).toMatch(/content-length: 2\r\n/i);
  expect(inChunks).toMatch(/transfer-encoding: chunked\r\n/i);
  expect(inChunks).toMatch(/\r\n\r\n2\r\n\{\}\r\n0\r\n\r\n$/);
  expect(without).not.toMatch(/content-length|transfer-encoding/i);
});

test.each([
  ["gzip", gzipSync],
  ["deflate", deflateSync],
  ["deflate", deflateRawSync],
  ["br", brotliCompressSync],
  ["zstd", zstdCompressSync],
])("%s is inspected decompressed, and passes unchanged", async (encoding, compress) => {
  const packed = compress(Buffer.from('{"status":"success","messege":5}'));
  await using upstream = await startUpstream(
    sendBytes(`HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Encoding: ${encoding}`, packed),
  );
  await using proxied = await proxy(upstream);
  const { response, headers } = await send(proxied.url);
  expect([headers["content-encoding"], await buffer(response)]).toEqual([encoding, packed]);
  expect(proxied.records[0]?.violations?.[0]?.location).toEqual(["response", "body", "messege"]);
});

test("in process, a compressed body is decompressed as `fetch` does", async () => {
  await using upstream = await startUpstream(
    sendBytes("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Encoding: gzip", gzipSync(SUCCESS)),
  );
  await using proxied = await proxy(upstream);
  const response = await proxied.mock.fetch(proxied.url + PATH, { method: "POST", body: "{}" });
  expect(await response.text()).toBe(SUCCESS);
});

test.each([
  [
    "a wrong coding",
    "gzip",
    Buffer.from(SUCCESS),
    { violations: [expect.objectContaining({ message: "The body is not valid gzip" })] },
  ],
  [
    "a truncated coding",
    "br",
    brotliCompressSync(SUCCESS).subarray(0, 10),
    { violations: [expect.objectContaining({ message: "The body is not valid br" })] },
  ],
  ["an unknown coding", "snappy", Buffer.from(SUCCESS), { notInspected: expect.stringContaining("snappy") }],
  [
    "too many codings",
    "gzip, gzip, gzip, gzip, gzip",
    Buffer.from("x"),
    { notInspected: expect.stringContaining("codings") },
  ],
  [
    "a gzip bomb",
    "gzip",
    gzipSync(Buffer.alloc(MAX_INSPECTED_BYTES + 1)),
    { notInspected: expect.stringContaining("decompressed") },
  ],
  [
    "a deflate bomb",
    "deflate",
    deflateSync(Buffer.alloc(MAX_INSPECTED_BYTES + 1)),
    { notInspected: expect.stringContaining("decompressed") },
  ],
  [
    "a brotli bomb",
    "br",
    brotliCompressSync(Buffer.alloc(MAX_INSPECTED_BYTES + 1)),
    { notInspected: expect.stringContaining("decompressed") },
  ],
  [
    "a long body",
    "identity",
    Buffer.alloc(MAX_INSPECTED_BYTES + 1, 0x20),
    { notInspected: expect.stringContaining("more than") },
  ],
])(
  "%s passes unchanged, and the record says why it was not inspected",
  async (_, encoding, body, expected) => {
    await using upstream = await startUpstream(
      sendBytes(`HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Encoding: ${encoding}`, body),
    );
    await using proxied = await proxy(upstream);
    const { response } = await send(proxied.url);
    expect(await buffer(response)).toEqual(body);
    expect(proxied.records).toEqual([expect.objectContaining({ status: 200, ...expected })]);
  },
);

test("a body passes while it arrives", async () => {
  let finish = () => {};
  await using upstream = await startUpstream((socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{");
    finish = () => socket.end('"status":"success"}');
  });
  await using proxied = await proxy(upstream);
  const { response } = await send(proxied.url);
  const [first] = await once(response, "data");
  expect(String(first)).toBe("{");
  finish();
  expect((await buffer(response)).toString()).toBe('"status":"success"}');
});

test("a body that ends early is cut for the caller too, and no violation is reported", async () => {
  await using upstream = await startUpstream(
    sendBytes("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 99", '{"status"'),
  );
  await using proxied = await proxy(upstream);
  const { response } = await send(proxied.url);
  await expect(buffer(response)).rejects.toThrow("aborted");
  await expect
    .poll(() => proxied.records)
    .toEqual([
      expect.objectContaining({ status: 200, notInspected: expect.stringContaining("ended early") }),
    ]);
  expect(proxied.records[0]).not.toHaveProperty("violations");
});

test("a caller that disconnects ends the exchange with the upstream", async () => {
  await using upstream = await startUpstream((socket) => socket.write("HTTP/1.1 200 OK\r\n\r\n{"));
  await using proxied = await proxy(upstream);
  const { response } = await send(proxied.url);
  await once(response, "data");
  response.destroy();
  await upstream.closed;
  await expect.poll(() => proxied.records).toHaveLength(1);
});

test("in process, a body that the caller cancels ends the exchange with the upstream", async () => {
  await using upstream = await startUpstream((socket) => socket.write("HTTP/1.1 200 OK\r\n\r\n{"));
  await using mock = await createMock({ upstream: upstream.url });
  const response = await mock.fetch(`http://localhost${PATH}`, { method: "POST", body: "{}" });
  await response.body?.cancel();
  await upstream.closed;
  expect(response.status).toBe(200);
});

test("a response that comes before the upstream read the body is passed on", async () => {
  await using upstream = await startUpstream((socket) => {
    socket.pause();
    socket.end("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  });
  await using proxied = await proxy(upstream);
  const { status } = await send(proxied.url, {}, "x".repeat(8 * 1024 * 1024));
  expect(status).toBe(413);
});

test.each([
  ["no media type", ""],
  ["an invalid media type", "Content-Type: json\n"],
  ["another media type", "Content-Type: text/html\n"],
])("a response with %s passes unchanged and is reported", async (_, header) => {
  await using upstream = await startUpstream(sendBytes(`HTTP/1.1 200 OK\n${header}X: y`, SUCCESS));
  await using proxied = await proxy(upstream);
  expect((await buffer((await send(proxied.url)).response)).toString()).toBe(SUCCESS);
  expect(proxied.records[0]?.violations?.[0]?.message).toContain("media type");
});

test("a path without an operation is reported as a violation", async () => {
  await using upstream = await startUpstream(sendBytes("HTTP/1.1 404 Not Found\nConnection: close"));
  await using proxied = await proxy(upstream);
  await buffer((await send(`${proxied.url}/unknown`)).response);
  expect(proxied.records[0]?.violations?.[0]).toMatchObject({ code: "route", location: ["request", "path"] });
});

describe("within time limits", () => {
  const SILENCE_MS = 60_000;
  const TOTAL_MS = 600_000;

  // Only the limits use these timers. Sockets are real, and nothing here takes as long as a limit.
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  /** Requests a status through a proxy with the limits above. */
  async function requestStatus(upstream: UpstreamServer, stream?: Readable) {
    const limits = { silenceMs: SILENCE_MS, totalMs: TOTAL_MS };
    const respond = await createProxy(contract, upstream.url, { limits });
    const framing: Record<string, string> = stream
      ? { "transfer-encoding": "chunked" }
      : { "content-length": "2" };
    return respond({
      method: "POST",
      origin: "http://localhost",
      path: PATH,
      query: "",
      headers: { contentType: "application/json", accept: "", prefer: undefined },
      body: stream ? "" : "{}",
      ...(stream && { stream }),
      allHeaders: () => ({ "content-type": "application/json", ...framing }),
    });
  }

  /** Starts an upstream whose connection the test controls. */
  async function startHeld() {
    let begin: (socket: Socket) => void;
    const connected = new Promise<Socket>((resolve) => (begin = resolve));
    const upstream = await startUpstream((socket) => begin(socket));
    return { upstream, connected, [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose]() };
  }

  function chunksOf({ body }: { body: unknown }): AsyncIterator<Uint8Array> {
    return (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  }

  test("an upstream that is silent gets a 504 for the caller", async () => {
    await using held = await startHeld();
    const responding = requestStatus(held.upstream);
    await held.connected;
    vi.advanceTimersByTime(SILENCE_MS);
    const { status, body } = await responding;
    expect([status, body]).toEqual([504, expect.stringContaining("nothing was sent or received")]);
    await held.upstream.closed;
  });

  test("an upstream that never ends its headers gets a 504 for the caller", async () => {
    await using held = await startHeld();
    const responding = requestStatus(held.upstream);
    (await held.connected).write("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nX-Header: 1\r\n");
    vi.advanceTimersByTime(TOTAL_MS);
    expect((await responding).status).toBe(504);
  });

  test("a body that stops is cut", async () => {
    await using held = await startHeld();
    const responding = requestStatus(held.upstream);
    (await held.connected).write("HTTP/1.1 200 OK\r\n\r\n{");
    const chunks = chunksOf(await responding);
    await chunks.next();
    vi.advanceTimersByTime(SILENCE_MS);
    await expect(chunks.next()).rejects.toThrow("nothing was sent");
  });

  test("a body that continues is not cut before the exchange takes too long", async () => {
    await using held = await startHeld();
    const responding = requestStatus(held.upstream);
    const socket = await held.connected;
    socket.write("HTTP/1.1 200 OK\r\n\r\n{");
    const chunks = chunksOf(await responding);
    const steps = Math.floor(TOTAL_MS / (SILENCE_MS - 1));
    for (let step = 0; step < steps; step += 1) {
      expect((await chunks.next()).done).toBe(false);
      vi.advanceTimersByTime(SILENCE_MS - 1);
      socket.write(" ");
    }
    expect((await chunks.next()).done).toBe(false);
    vi.advanceTimersByTime(SILENCE_MS - 1);
    await expect(chunks.next()).rejects.toThrow("took more than");
  });

  test("a caller that sends slowly is not cut", async () => {
    await using held = await startHeld();
    const sending = new PassThrough();
    const responding = requestStatus(held.upstream, sending);
    sending.write("<0>");
    const socket = await held.connected;
    for (let step = 1; step < 4; step += 1) {
      vi.advanceTimersByTime(SILENCE_MS - 1);
      const arrived = once(socket, "data");
      sending.write(`<${step}>`);
      await arrived;
    }
    socket.end("HTTP/1.1 204 No Content\r\n\r\n");
    expect((await responding).status).toBe(204);
  });
});
