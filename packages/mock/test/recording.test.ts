import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { createMock, type RecordOptions } from "@dreambooth-sandbox/mock";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { HarEntry } from "../src/recording/har.ts";
import { CREATE, STATUS, trainingRequest } from "./training-request.ts";

const KEY = `sk-very-secret "key" ü/+`;
const PRIVATE: Record<string, string> = {
  key: KEY,
  instance_prompt: "photo of zorblax the unseen",
  class_prompt: "photo of a grue & friends",
  webhook: "https://hooks.example/call?token=wh-secret-token#part",
};
const IMAGES = [
  "https://pictures.example/private/1.png?sig=abc+def",
  "https://pictures.example/private/2.png",
];
const COOKIE = "session=cookie-secret-value";
const AUTHORIZATION = "Bearer authorization-secret";
const create = { ...trainingRequest, ...PRIVATE, images: IMAGES };
const privateValues = [...Object.values(PRIVATE), ...IMAGES, "cookie-secret-value", "authorization-secret"];

/** Ways in which a text can contain a value. */
const ENCODINGS: ((value: string) => string)[] = [
  (value) => value,
  (value) => JSON.stringify(value).slice(1, -1),
  (value) => JSON.stringify(value).slice(1, -1).replaceAll("/", "\\/"),
  (value) =>
    JSON.stringify(value)
      .slice(1, -1)
      .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  (value) => encodeURIComponent(value),
  (value) => encodeURIComponent(value).replace(/%../g, (hex) => hex.toLowerCase()),
  (value) => new URLSearchParams({ x: value }).toString().slice(2),
  (value) => value.replace(/[&"]/g, (character) => `&#${character.charCodeAt(0)};`),
  (value) => Buffer.from(value).toString("base64"),
  (value) => Buffer.from(value).toString("base64url"),
  (value) => Buffer.from(value).toString("hex"),
];

/** Base64 of a value within a longer text: what the response contains, and the part that depends on the value alone. */
const WITHIN_BASE64: { encode: (value: string) => string; core: (encoded: string) => string }[] = [1, 2].map(
  (before) => ({
    encode: (value) => Buffer.from(`${":".repeat(before)}${value}`).toString("base64"),
    core: (encoded) => encoded.slice(before + 1, -4),
  }),
);

let server: Server;
let upstream = "";
let file = "";
let respond: (response: ServerResponse, body: string, request: IncomingMessage) => void;

beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), "mock-recording-")), "recording.har");
  server = createServer((incoming, response) => {
    void text(incoming).then((body) => respond(response, body, incoming));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  upstream = `http://user:password@127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

async function record(send: (url: string) => Promise<unknown>, options: Partial<RecordOptions> = {}) {
  await using mock = await createMock({ upstream, record: { file, ...options } });
  const { url } = await mock.listen();
  await send(url);
  await mock.close();
  const har = await readFile(file, "utf8");
  const { log } = JSON.parse(har) as {
    log: { version: string; creator: { name: string }; entries: HarEntry[] };
  };
  return { har, log, entries: log.entries };
}

function send(url: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  }).then((response) => response.text());
}

function respondWith(body: string, headers: Record<string, string> = {}): void {
  respond = (response) => {
    response.writeHead(200, { "content-type": "application/json", ...headers }).end(body);
  };
}

/** Everything that the service could repeat, in every encoding. */
const spellings = privateValues.flatMap((value) => [
  ...ENCODINGS.map((encode) => ({ text: encode(value), core: encode(value) })),
  ...WITHIN_BASE64.map(({ encode, core }) => ({ text: encode(value), core: core(encode(value)) })),
]);
const echo = JSON.stringify({
  status: "success",
  messege: "model_ready",
  training_id: "F5jvdzGnYi",
  data: spellings.map(({ text }) => `<${text}>`).join(" "),
});

function expectNothingPrivate(har: string): void {
  // Not `toContain`, whose message would repeat the recording for each spelling.
  expect(spellings.filter(({ core }) => har.includes(core))).toEqual([]);
}

test("a recording is a HAR file with what the log needs for a replay", async () => {
  respondWith('{ "status": "success", "messege": "deploying_gpu", "training_id": "F5jvdzGnYi" }', {
    "x-own": "kept",
  });
  const { log, entries } = await record(async (url) => {
    await send(url + CREATE, JSON.stringify(create));
    await send(`${url + STATUS}/F5jvdzGnYi?__code=200`, JSON.stringify({ key: KEY }));
  });
  expect([log.version, log.creator.name]).toEqual(["1.2", "@dreambooth-sandbox/mock"]);
  expect(entries.map(({ request }) => [request.method, new URL(request.url).pathname])).toEqual([
    ["POST", CREATE],
    ["POST", `${STATUS}/F5jvdzGnYi`],
  ]);
  const [entry] = entries;
  expect(Number.isNaN(Date.parse(entry?.startedDateTime ?? ""))).toBe(false);
  expect(entry?.response).toMatchObject({
    status: 200,
    statusText: "OK",
    content: {
      mimeType: "application/json",
      text: '{ "status": "success", "messege": "deploying_gpu", "training_id": "F5jvdzGnYi" }',
    },
  });
  expect(entry?.response.headers).toContainEqual({ name: "x-own", value: "kept" });
  expect(entry?.time).toBeCloseTo((entry?.timings.wait ?? 0) + (entry?.timings.receive ?? 0));
});

test("a recording contains no private value in any encoding, and keeps everything else of the response", async () => {
  respondWith(echo, { "set-cookie": COOKIE, location: IMAGES[0] ?? "", "x-echo": encodeURIComponent(KEY) });
  const { har, entries } = await record((url) =>
    send(`${url}${CREATE}?key=${encodeURIComponent(KEY)}`, JSON.stringify(create), {
      cookie: COOKIE,
      authorization: AUTHORIZATION,
      "x-custom": KEY.replace("ü", ""),
    }),
  );
  expectNothingPrivate(har);
  expect(har).not.toContain("password");
  expect(har).not.toContain(KEY.replace("ü", "").slice(0, 14));
  const body = JSON.parse(entries[0]?.response.content.text ?? "") as Record<string, string>;
  expect(body).toMatchObject({ status: "success", messege: "model_ready", training_id: "F5jvdzGnYi" });
  expect(body["data"]?.match(/<[^>]*>/g)).toHaveLength(spellings.length);
});

test.each([
  [
    "as a form",
    new URLSearchParams({ ...create, images: IMAGES.join() }).toString(),
    { "content-type": "application/x-www-form-urlencoded" },
  ],
  ["as JSON without its media type", JSON.stringify(create), { "content-type": "text/plain" }],
  ["compressed", gzipSync(JSON.stringify(create)), { "content-encoding": "gzip" }],
  ["as malformed JSON", JSON.stringify(create).slice(0, -1), {}],
  [
    "with fields twice",
    `{"key":${JSON.stringify(KEY)},"webhook":"${PRIVATE["webhook"]}",${JSON.stringify({ ...create, key: "other-key", webhook: "https://other.example/" }).slice(1)}`,
    {},
  ],
  [
    "with unknown fields",
    JSON.stringify({ ...create, extra: { [KEY]: [KEY, { deep: PRIVATE["webhook"] }] } }),
    {},
  ],
  ["in deep JSON", `${'{"x":'.repeat(1_000)}${JSON.stringify(create)}${"}".repeat(1_000)}`, {}],
])("a request %s leaves no private value", async (_, body, headers) => {
  respond = (response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(echo);
  };
  const { har, entries } = await record((url) =>
    send(url + CREATE, body, { ...headers, cookie: COOKIE, authorization: AUTHORIZATION }),
  );
  expectNothingPrivate(har);
  expect(entries).toHaveLength(1);
});

test("a status response that repeats values of an earlier create leaves no private value", async () => {
  respondWith(echo);
  const { har } = await record(async (url) => {
    await send(url + CREATE, JSON.stringify(create), { cookie: COOKIE, authorization: AUTHORIZATION });
    await send(`${url + STATUS}/F5jvdzGnYi`, JSON.stringify({ key: KEY }));
  });
  expectNothingPrivate(har);
});

test("placeholders are stable, keep the form of a value, and differ between values", async () => {
  respondWith("{}");
  const { entries } = await record(async (url) => {
    await send(url + CREATE, JSON.stringify(create));
    await send(url + CREATE, JSON.stringify({ ...create, instance_prompt: "another prompt" }));
  });
  const [first, second] = entries.map(
    ({ request }) => JSON.parse(request.postData?.text ?? "") as typeof create,
  );
  expect(first?.key).toMatch(/^redacted-key-/);
  expect([first?.key, first?.webhook, first?.images]).toEqual([second?.key, second?.webhook, second?.images]);
  expect(first?.instance_prompt).not.toBe(second?.instance_prompt);
  expect(new Set(first?.images).size).toBe(2);
  for (const url of [first?.webhook ?? "", ...(first?.images ?? [])])
    expect(url).toMatch(/^https:\/\/redacted\.invalid\/\w+-\w+$/);
  const { seed, training_type, max_train_steps } = trainingRequest;
  expect(first).toMatchObject({ seed, training_type, max_train_steps });
});

test("a full recording keeps all but the key and other credentials", async () => {
  respondWith(JSON.stringify({ status: "error", message: `The key ${KEY} cannot use ${IMAGES[0]}.` }), {
    "set-cookie": COOKIE,
  });
  const { har, entries } = await record(
    (url) => send(url + CREATE, JSON.stringify(create), { cookie: COOKIE, authorization: AUTHORIZATION }),
    { full: true },
  );
  expect(ENCODINGS.filter((encode) => har.includes(encode(KEY)))).toEqual([]);
  expect(har).not.toContain("authorization-secret");
  const [entry] = entries;
  const { key, ...rest } = JSON.parse(entry?.request.postData?.text ?? "") as typeof create;
  expect(key).toMatch(/^redacted-key-/);
  expect(rest).toEqual({ ...create, key: undefined });
  expect(entry?.request.cookies).toEqual([{ name: "session", value: "cookie-secret-value" }]);
  expect(entry?.response.headers).toContainEqual({ name: "set-cookie", value: COOKIE });
  expect(entry?.response.content.text).toContain(IMAGES[0]);
});

test("the file is complete after each response", async () => {
  respondWith('{"status":"success"}');
  await using mock = await createMock({ upstream, record: { file } });
  const count = async () =>
    (JSON.parse(await readFile(file, "utf8")) as { log: { entries: unknown[] } }).log.entries.length;
  expect(await count()).toBe(0);
  for (const expected of [1, 2, 3]) {
    await mock
      .fetch(`http://localhost${STATUS}/x`, { method: "POST", body: "{}" })
      .then((response) => response.text());
    expect(await count()).toBe(expected);
  }
});

test("an existing file is not overwritten, and a missing folder is named", async () => {
  await writeFile(file, "evidence");
  await expect(createMock({ upstream, record: { file } })).rejects.toThrow(`${file} exists already`);
  expect(await readFile(file, "utf8")).toBe("evidence");
  const missing = join(file, "x.har");
  await expect(createMock({ upstream, record: { file: missing } })).rejects.toThrow(missing);
  await expect(createMock({ record: { file } })).rejects.toThrow("record needs upstream");
});
