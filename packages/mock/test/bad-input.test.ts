import { once } from "node:events";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import type { Mock } from "@dreambooth-sandbox/mock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildMock } from "../src/build-mock.ts";
import { loadContract } from "../src/contract/contract.ts";
import { createHeldSleep, type HeldSleep } from "./held-sleep.ts";
import { CREATE, post, STATUS, trainingRequest } from "./training-request.ts";

const contract = await loadContract();
let held: HeldSleep;
let mock: Mock;
let url = "";
let port = 0;

beforeEach(async () => {
  held = createHeldSleep();
  mock = await buildMock(contract, {}, held.sleep);
  ({ url } = await mock.listen());
  port = Number(new URL(url).port);
});

afterEach(async () => {
  const alive = await isAlive();
  await mock.close();
  if (!alive) throw new Error("The mock no longer responds.");
});

/** Whether the mock still responds to a valid request. */
async function isAlive(): Promise<boolean> {
  const { status } = await post(fetch, CREATE, trainingRequest, {}, url);
  return status === 200;
}

async function open(): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  return socket;
}

/** Sends bytes as they are. Returns what is received until the connection ends. */
async function sendRaw(bytes: string): Promise<string> {
  const socket = await open();
  let received = "";
  socket.on("data", (chunk) => (received += chunk.toString()));
  socket.on("error", () => {}).write(bytes);
  await new Promise((resolve) => socket.once("close", resolve));
  return received;
}

function rawRequest(path: string, body = '{"key":"k"}', method = "POST", extra = ""): string {
  return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n${extra}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

test.each([
  ["the parent folder", `${STATUS}/../fine_tune_status/x`],
  ["encoded parents", `${STATUS}/..%2f..%2fetc%2fpasswd`],
  ["encoded slashes", `${STATUS}%2fx`],
  ["NUL", `${STATUS}/%00`],
  ["a broken escape", `${STATUS}/%zz%`],
  ["broken UTF-8", `${STATUS}/%ff%fe`],
  ["10,000 characters", `${STATUS}/${"x".repeat(10_000)}`],
  ["no id", `${STATUS}/`],
  ["double slashes", `/${STATUS}//x`],
  ["a template", `${STATUS}/{training_id}`],
  ["an absolute address", `http://elsewhere.invalid${STATUS}/x`],
  ["a prototype's name", `${STATUS}/__proto__`],
  ["a lone asterisk", "*"],
])("%s in the path gets an error response", async (_, path) => {
  const received = await sendRaw(rawRequest(path));
  expect(received).toMatch(/^HTTP\/1\.1 (200|400|404) /);
  expect(received).toMatch(/"status":"error"/);
});

test.each(["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])(
  "%s is refused with 405",
  async (method) => {
    const received = await sendRaw(rawRequest(CREATE, "{}", method));
    expect(received).toMatch(/^HTTP\/1\.1 405 /);
  },
);

test.each([
  "GARBAGE\r\n\r\n",
  "POST / HTTP/9.9\r\n\r\n",
  "\u0016\u0003\u0001\u0002\u0000",
  "POST /\u0000 HTTP/1.1\r\n\r\n",
])("%j, which is not HTTP, gets 400 and is disconnected", async (bytes) => {
  expect(await sendRaw(bytes)).toMatch(/^HTTP\/1\.1 400 /);
});

test("too many headers get 431, or are disconnected", async () => {
  const flood = Array.from({ length: 3000 }, (_, index) => `X-Header-${index}: ${"y".repeat(20)}\r\n`).join(
    "",
  );
  expect(await sendRaw(rawRequest(CREATE, "{}", "POST", flood))).toMatch(/^(HTTP\/1\.1 431 |$)/);
});

test("contradictory lengths are refused", async () => {
  expect(await sendRaw(rawRequest(CREATE, "{}", "POST", "Content-Length: 5\r\n"))).toMatch(
    /^HTTP\/1\.1 400 /,
  );
});

test("a body of 100 MB gets 413", async () => {
  const sending = request(url + CREATE, { method: "POST", headers: { "content-type": "application/json" } });
  const responded = once(sending, "response");
  const chunk = Buffer.alloc(1024 * 1024, 0x20);
  for (let sent = 0; sent < 100; sent += 1) if (!sending.write(chunk)) await once(sending, "drain");
  sending.end();
  const [response] = await responded;
  expect(response.statusCode).toBe(413);
  response.resume();
});

test("a caller that disconnects in the middle of a body does no harm", async () => {
  const socket = await open();
  // The mock responds with 100 as soon as it waits for the body.
  const expectation = "Expect: 100-continue\r\n";
  socket.write(rawRequest(CREATE, "{}", "POST", expectation).slice(0, -1));
  expect(String(await once(socket, "data"))).toMatch(/^HTTP\/1\.1 100 /);
  socket.resetAndDestroy();
  expect(await isAlive()).toBe(true);
});

test("a caller that disconnects before a delayed response does no harm", async () => {
  const socket = await open();
  socket.write(rawRequest(CREATE, JSON.stringify(trainingRequest), "POST", "Prefer: fault=latency\r\n"));
  await held.begun;
  socket.resetAndDestroy();
  await held.aborted;
  expect(await isAlive()).toBe(true);
});

test("slow senders do not delay others", async () => {
  const slow = await Promise.all(Array.from({ length: 100 }, open));
  for (const socket of slow)
    socket.on("error", () => {}).write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\na");
  expect(await isAlive()).toBe(true);
  for (const socket of slow) socket.destroy();
});

test("2,000 idle connections do not delay others", async () => {
  const idle: Socket[] = [];
  while (idle.length < 2_000) idle.push(...(await Promise.all(Array.from({ length: 200 }, open))));
  for (const socket of idle) socket.on("error", () => {});
  expect(await isAlive()).toBe(true);
  for (const socket of idle) socket.destroy();
});

test.each([
  ["deep", `{"key":"k","images":${"[".repeat(50_000)}${"]".repeat(50_000)}}`],
  ["wide", `{"key":"k",${Array.from({ length: 20_000 }, (_, index) => `"f${index}":1`).join(",")}}`],
  ["with a prototype", '{"key":"k","__proto__":{"instance_prompt":"x"},"constructor":{}}'],
  ["with a long key", `{"key":"${"k".repeat(500_000)}"}`],
  ["with half a surrogate", String.raw`{"key":"\ud800"}`],
])("JSON that is %s gets an error response", async (_, body) => {
  const received = await sendRaw(rawRequest(CREATE, body));
  expect(received).toMatch(/^HTTP\/1\.1 (200|400) /);
  expect(received).toMatch(/"status":"error"/);
});
