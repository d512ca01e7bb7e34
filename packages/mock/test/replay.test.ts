import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createMock, type Mock } from "@dreambooth-sandbox/mock";
import { afterEach, expect, test } from "vitest";
import { create, CREATE, post, STATUS, status, trainingRequest } from "./training-request.ts";

const MINUTE_MS = 60_000;
const START_MS = Date.parse("2026-11-01T10:00:00Z");
const ID = "F5jvdzGnYi";
let mocks: Mock[] = [];

afterEach(async () => {
  await Promise.all(mocks.map((mock) => mock.close()));
  mocks = [];
});

interface EntryOptions {
  atMs?: number;
  body?: unknown;
  code?: number;
  content?: Record<string, unknown>;
  headers?: { name: string; value: string }[];
  url?: string;
  method?: string;
}

/** Returns an entry as browsers write it. */
function entry(
  path: string,
  { atMs = 0, body, code = 200, content, headers = [], url, method = "POST" }: EntryOptions = {},
) {
  return {
    pageref: "page_1",
    _resourceType: "fetch",
    startedDateTime: new Date(START_MS + atMs).toISOString(),
    time: 0,
    request: {
      method,
      url: url ?? `https://stablediffusionapi.com${path}`,
      httpVersion: "h2",
      headers: [
        { name: ":authority", value: "stablediffusionapi.com" },
        { name: "Content-Type", value: "application/json" },
      ],
      queryString: [],
      cookies: [],
      headersSize: -1,
      bodySize: 12,
      postData: { mimeType: "application/json", text: '{"key":"k"}' },
    },
    response: {
      status: code,
      statusText: "",
      httpVersion: "h2",
      headers: [
        { name: ":status", value: String(code) },
        { name: "Content-Type", value: "application/json" },
        ...headers,
      ],
      cookies: [],
      content: content ?? { size: 10, mimeType: "application/json", text: JSON.stringify(body) },
      redirectURL: "",
      headersSize: -1,
      bodySize: -1,
      _transferSize: 99,
    },
    cache: {},
    timings: { blocked: 1, dns: -1, send: 0, wait: 0, receive: 0 },
  };
}

const created = (trainingId: string) => ({
  status: "success",
  messege: "deploying_gpu",
  training_id: trainingId,
});
const success = (messege: string) => ({ status: "success", messege });

async function write(entries: unknown, log: Record<string, unknown> = {}): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), "mock-replay-")), "recording.har");
  await writeFile(
    file,
    typeof entries === "string"
      ? entries
      : JSON.stringify({ log: { version: "1.2", pages: [{ id: "page_1" }], entries, ...log } }),
  );
  return file;
}

async function replay(entries: unknown, options: { speed?: number } = {}): Promise<Mock> {
  const mock = await createMock({ replay: await write(entries), now: () => 0, ...options });
  mocks.push(mock);
  return mock;
}

async function statusOf(mock: Mock, id = ID, key = trainingRequest.key) {
  const { json } = await post(mock.fetch, `${STATUS}/${id}`, { key });
  return json["messege"] ?? json["message"];
}

const course = [
  entry(CREATE, { body: created(ID) }),
  entry(`${STATUS}/${ID}`, { atMs: 1 * MINUTE_MS, body: success("training_started") }),
  entry(`${STATUS}/${ID}`, { atMs: 5 * MINUTE_MS, body: success("training_success") }),
  entry(`${STATUS}/${ID}`, { atMs: 30 * MINUTE_MS, body: success("model_ready") }),
];

test("a status response is replayed from the age at which it was recorded until the next one", async () => {
  const mock = await replay(course);
  expect(await create(mock.fetch)).toBe(ID);
  const seen: unknown[] = [];
  for (const minutes of [0, 1, 3, 1, 24, 1, 100]) {
    await mock.advance(minutes * MINUTE_MS);
    seen.push(await statusOf(mock));
  }
  expect(seen).toEqual([
    "training_started",
    "training_started",
    "training_started",
    "training_success",
    "training_success",
    "model_ready",
    "model_ready",
  ]);
  expect(mock.created).toBe(1);
});

test("`speed` applies to a recording as to trainings", async () => {
  let nowMs = 0;
  const mock = await createMock({ replay: await write(course), now: () => nowMs, speed: 60 });
  mocks.push(mock);
  await create(mock.fetch);
  nowMs = (5 * MINUTE_MS) / 60;
  expect(await statusOf(mock)).toBe("training_success");
});

test("creates are replayed in order, each session from the beginning, and then refused", async () => {
  const mock = await replay([
    entry(CREATE, { body: { status: "error", message: "Rate limit exceeded" } }),
    entry(CREATE, { atMs: 1, body: created("one") }),
    entry(CREATE, { atMs: 2, body: created("two") }),
  ]);
  const send = (key: string) => post(mock.fetch, CREATE, { ...trainingRequest, key });
  expect((await send("a")).json["message"]).toBe("Rate limit exceeded");
  expect((await send("a")).json["training_id"]).toBe("one");
  expect((await send("b")).json["message"]).toBe("Rate limit exceeded");
  expect((await send("a")).json["training_id"]).toBe("two");
  const { status: code, json } = await send("a");
  expect([code, json["message"]]).toEqual([404, expect.stringContaining("3 creates")]);
  expect([mock.created, mock.session("a").created, mock.session("b").created]).toEqual([2, 2, 0]);
});

test("an error is replayed once, and the success before it is valid again", async () => {
  const mock = await replay([
    ...course,
    entry(`${STATUS}/${ID}`, {
      atMs: 6 * MINUTE_MS,
      code: 500,
      body: { status: "error", message: "failed" },
    }),
    entry(`${STATUS}/${ID}`, {
      atMs: 7 * MINUTE_MS,
      body: { status: "error", message: "Rate limit exceeded" },
    }),
  ]);
  await create(mock.fetch);
  const seen: unknown[] = [];
  for (const minutes of [6, 0, 1, 0, 0]) {
    await mock.advance(minutes * MINUTE_MS);
    seen.push(await statusOf(mock));
  }
  expect(seen).toEqual([
    "failed",
    "training_success",
    "Rate limit exceeded",
    "training_success",
    "training_success",
  ]);
});

test("a training whose create was not recorded begins with its first request", async () => {
  const mock = await replay(course.slice(1));
  expect(await statusOf(mock)).toBe("training_started");
  await mock.advance(4 * MINUTE_MS);
  expect(await statusOf(mock)).toBe("training_success");
});

test("without times, the responses of a training are replayed in their order, and the last one is repeated", async () => {
  const mock = await replay(course.map(({ startedDateTime: _, time: __, ...rest }) => rest));
  await create(mock.fetch);
  const seen: unknown[] = [];
  for (let poll = 0; poll < 4; poll += 1) seen.push(await statusOf(mock));
  expect(seen).toEqual(["training_started", "training_success", "model_ready", "model_ready"]);
});

test("a request without a recorded response is told what comes closest", async () => {
  const mock = await replay(course);
  const unknown = await post(mock.fetch, `${STATUS}/other`, { key: "k" });
  expect([unknown.status, unknown.json["message"]]).toEqual([
    404,
    expect.stringMatching(new RegExp(`${ID}.*"other"`)),
  ]);
  const elsewhere = await post(mock.fetch, "/api/v4/fine_tune", { key: "k" });
  expect([elsewhere.status, elsewhere.json["message"]]).toEqual([
    404,
    expect.stringContaining(`POST ${CREATE}`),
  ]);
});

test.each([
  [
    "Base64",
    { size: 10, encoding: "base64", text: Buffer.from(JSON.stringify(success("x"))).toString("base64") },
    [],
  ],
  [
    "Base64 that is still compressed",
    { size: 10, encoding: "base64", text: gzipSync(JSON.stringify(success("x"))).toString("base64") },
    [{ name: "content-encoding", value: "gzip" }],
  ],
  [
    "text with the header of its compression",
    { size: 10, compression: 5, text: JSON.stringify(success("x")) },
    [
      { name: "Content-Encoding", value: "br" },
      { name: "content-length", value: "3" },
    ],
  ],
])("a body is read as %s", async (_, content, headers) => {
  const mock = await replay([entry(`${STATUS}/${ID}`, { content, headers })]);
  const { url } = await mock.listen();
  expect(await status(fetch, ID, url)).toEqual(success("x"));
});

test("entries of pages, preflights and bodies that were not kept are ignored", async () => {
  const mock = await replay([
    entry("/docs", { method: "GET" }),
    entry(CREATE, { method: "OPTIONS", code: 204, content: { size: 0 } }),
    entry(`${STATUS}/${ID}`, { content: { size: 999, mimeType: "application/json" } }),
    entry("", { url: "data:text/html,x", method: "GET" }),
    ...course,
  ]);
  await create(mock.fetch);
  expect(await statusOf(mock)).toBe("training_started");
});

test("headers and cookies are replayed, and a request without a response resets the connection", async () => {
  const headers = [
    { name: "Set-Cookie", value: "a=1\nb=2" },
    { name: "X-Own", value: "kept" },
    { name: "Transfer-Encoding", value: "chunked" },
  ];
  const mock = await replay([
    entry(`${STATUS}/${ID}`, { body: success("x"), code: 503, headers }),
    entry(`${STATUS}/lost`, { code: 0, content: { size: 0, mimeType: "x-unknown" }, atMs: 1 }),
  ]);
  const { response } = await post(mock.fetch, `${STATUS}/${ID}`, {});
  expect([response.status, response.headers.get("x-own"), response.headers.getSetCookie()]).toEqual([
    503,
    "kept",
    ["a=1", "b=2"],
  ]);
  await expect(post(mock.fetch, `${STATUS}/lost`, {})).rejects.toThrow("fetch failed");
});

const [first] = course;
test.each([
  ["no JSON", "<html>", /is not JSON/],
  ["no log", JSON.stringify({ entries: [] }), /log must be an object/],
  ["no entries", JSON.stringify({ log: {} }), /log\.entries must be an array/],
  ["an entry that is no object", [7], /log\.entries\[0\] must be an object \(got 7\)/],
  [
    "no URL",
    [first, { ...first, request: { method: "GET", url: "http://" } }],
    /log\.entries\[1\]\.request\.url must be a URL/,
  ],
  [
    "no method",
    [{ ...first, request: { url: "http://x/" } }],
    /log\.entries\[0\]\.request\.method must be a string \(got nothing\)/,
  ],
  [
    "a wrong status",
    [{ ...first, response: { status: "200" } }],
    /log\.entries\[0\]\.response\.status must be a status code.*got "200"/,
  ],
  [
    "a wrong time",
    [{ ...first, startedDateTime: "yesterday" }],
    /log\.entries\[0\]\.startedDateTime must be a date/,
  ],
  [
    "wrong headers",
    [{ ...first, response: { status: 200, headers: [{ value: "x" }] } }],
    /headers\[0\]\.name must be a string/,
  ],
  [
    "an unknown encoding",
    [entry(CREATE, { content: { text: "x", encoding: "rot13" } })],
    /content\.encoding must be "base64"/,
  ],
  [
    "invalid Base64",
    [entry(CREATE, { content: { text: "?", encoding: "base64" } })],
    /content\.text must be Base64/,
  ],
  ["nothing to replay", [entry("/docs")], /contains nothing to replay: none of its 1 entries/],
])("a file with %s is refused, and the message names the file and the place", async (_, entries, message) => {
  const file = await write(entries);
  const failure = await createMock({ replay: file }).then(() => "", String);
  expect(failure).toMatch(message);
  expect(failure).toContain(file);
});

test("a missing file is named", async () => {
  await expect(createMock({ replay: "/nowhere/x.har" })).rejects.toThrow(
    "Could not read the recording /nowhere/x.har",
  );
});

test("a file that was cut off within an entry is replayed up to there", async () => {
  const whole = `{"log":{"version":"1.2","creator":{},"entries":[\n${course.map((each) => JSON.stringify(each)).join(",\n")}`;
  const mock = await createMock({ replay: await write(whole.slice(0, -20)), now: () => 0 });
  mocks.push(mock);
  await create(mock.fetch);
  await mock.advance(60 * MINUTE_MS);
  expect(await statusOf(mock)).toBe("training_success");
});

test("what a proxy recorded of a mock is replayed as the mock responded", async () => {
  let nowMs = 0;
  const file = join(await mkdtemp(join(tmpdir(), "mock-replay-")), "recording.har");
  const service = await createMock({ scenario: "failure", now: () => 0 });
  const { url: upstream } = await service.listen();
  const proxy = await createMock({ upstream, record: { file } });
  mocks.push(service, proxy);
  const id = await create(proxy.fetch);
  const first = await statusOf(proxy, id);
  await service.advance(24 * 60 * MINUTE_MS);
  const last = await statusOf(proxy, id);
  await proxy.close();

  const mock = await createMock({ replay: file, now: () => nowMs });
  mocks.push(mock);
  expect(await create(mock.fetch)).toBe(id);
  expect(await statusOf(mock, id)).toBe(first);
  nowMs += 24 * 60 * MINUTE_MS;
  expect([last, await statusOf(mock, id)]).toEqual(["training_failed", "training_failed"]);
});
