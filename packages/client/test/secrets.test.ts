import { createClient } from "@dreambooth-sandbox/client";
import type { ClientOptions } from "@dreambooth-sandbox/client";
import { inspect } from "node:util";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRedact } from "../src/http/redact.ts";
import { json, startServer, text } from "./support/hostile-server.ts";
import { rejection } from "./support/rejection.ts";
import { ID, KEY, quietClient, ready, request, started, stubFetch } from "./support/samples.ts";

/** Every way in which a key may be written. */
const spellings = [
  KEY,
  encodeURIComponent(KEY),
  encodeURIComponent(KEY).toLowerCase().replace("%c3%9c", "%C3%9C"),
  JSON.stringify(KEY).slice(1, -1),
  JSON.stringify(KEY)
    .slice(1, -1)
    .replaceAll("/", String.raw`\/`),
];

/** Everything that can be seen of a value. */
function show(value: unknown): string {
  const seen = inspect(value, { depth: Infinity, showHidden: true, getters: true, maxStringLength: null });
  const { stack, message } = value instanceof Error ? value : { stack: "", message: "" };
  return [seen, JSON.stringify(value), String(value), stack, message].join("\n");
}

/** The spellings of the key that can be seen in a value. */
function keysIn(value: unknown): string[] {
  const shown = show(value);
  return ["k3y", ...spellings].filter((spelling) => shown.includes(spelling));
}

describe("the API key is not in", () => {
  test("the client, inspected or as JSON", () => {
    expect(keysIn(quietClient({}))).toEqual([]);
    expect(keysIn(quietClient({}).watchTraining(ID))).toEqual([]);
  });

  test.each(spellings)("errors or updates when the server echoes it as %s", async (spelling) => {
    const page = `<p>Your key ${spelling} is wrong</p>`;
    const message = JSON.stringify(spelling).slice(1, -1);
    for (const body of [
      page,
      `{"status":"error","message":"no ${spelling}"}`,
      `{"status":"error","tip":"${message}"}`,
    ]) {
      for (const status of [200, 401, 500]) {
        await using server = await startServer(text(body, status));
        const client = quietClient({ baseUrl: server.url, maxRetries: 0 });
        expect(keysIn(await rejection(client.getTrainingStatus(ID)))).toEqual([]);
        expect(keysIn(await rejection(client.createTraining(request)))).toEqual([]);
      }
    }
    const echo = { ...ready, data: `${ready.data} /n ${spelling}`, [spelling]: spelling };
    await using server = await startServer(json(echo));
    expect(keysIn(await quietClient({ baseUrl: server.url }).getTrainingStatus(ID))).toEqual([]);
  });

  test("the error of a redirect that carries it", async () => {
    const location = `https://other.example/?key=${encodeURIComponent(KEY)}`;
    await using server = await startServer(text("", 302, { location }));
    const error = await rejection(quietClient({ baseUrl: server.url }).getTrainingStatus(ID));
    expect(keysIn(error)).toEqual([]);
    expect(String(error)).toContain("https://other.example/?key=[redacted]");
  });

  test("the causes of a fetch that throws the whole request", async () => {
    const cause = Object.assign(new Error(`body ${JSON.stringify({ key: KEY })}`), {
      config: { key: KEY },
      code: KEY,
    });
    const error = Object.assign(new TypeError(`cannot send ${KEY}`, { cause }), { request: { body: KEY } });
    cause.cause = error;
    const { fetch } = stubFetch([error]);
    for (const outcome of [
      quietClient({ fetch, maxRetries: 0 }).getTrainingStatus(ID),
      quietClient({ fetch }).createTraining(request),
    ]) {
      expect(keysIn(await rejection(outcome))).toEqual([]);
    }
  });

  test("the error of a request that contains it", async () => {
    const error = await rejection(
      quietClient({}).createTraining({ ...request, webhook: `ftp://me/?${KEY}` }),
    );
    expect(keysIn(error)).toEqual([]);
    expect(error).toMatchObject({ problems: [{ field: "webhook" }] });
  });

  test("any line of the logger", async () => {
    const lines: string[] = [];
    const log = (line: string) => void lines.push(line);
    const { fetch } = stubFetch([
      new Error(`offline with ${KEY}`),
      text,
      new Response(KEY, { status: 500 }),
      ready,
    ]);
    const clock = {
      now: () => 0,
      sleep: async (ms: number) => (ms < 60_000 ? undefined : new Promise<void>(() => {})),
    };
    const client = quietClient({ fetch, clock, logger: { debug: log, warn: log } });
    await client.getTrainingStatus(ID);
    await client.createTraining({ ...request, images: request.images.slice(0, 1) }).catch(() => {});
    expect(lines.length).toBeGreaterThan(5);
    expect(keysIn(lines)).toEqual([]);
  });

  test("the request that a middleware of the low-level client sees", async () => {
    const { fetch, calls } = stubFetch([ready]);
    const client = quietClient({ fetch });
    const seen: unknown[] = [];
    client.api.use({
      async onRequest({ request }) {
        seen.push(request, await request.clone().text());
      },
    });
    const params = { path: { training_id: ID } };
    await client.api.POST("/api/sandbox/v3/fine_tune_status/{training_id}", { params, body: {} });
    expect(keysIn(seen)).toEqual([]);
    expect(calls[0]?.body).toBe(JSON.stringify({ key: KEY }));
  });
});

describe("a key that is a word of the response", () => {
  test.each(["data", "30", "status", "success", "ready"])(
    "%j changes nothing that the response means",
    async (apiKey) => {
      const body = { status: "success", messege: "training_started", data: started.data, retry_after: 30 };
      const { fetch } = stubFetch([body]);
      const update = await createClient({ apiKey, fetch, logger: {} }).getTrainingStatus(ID);
      expect(update).toMatchObject({ status: "training_started", etaMs: 1_800_000, raw: body });
    },
  );
});

describe("redaction", () => {
  test("finds any key plain, URL-encoded or as JSON in JSON, and leaves the rest as it is", () => {
    const key = fc.string({ minLength: 8, maxLength: 60, unit: "grapheme-ascii" });
    fc.assert(
      fc.property(key, (secret) => {
        const escaped = JSON.stringify(secret).slice(1, -1);
        const encoded = encodeURIComponent(secret);
        const spellings = [
          secret,
          escaped,
          JSON.stringify(escaped).slice(1, -1),
          encoded,
          encoded.toLowerCase(),
          encodeURIComponent(encoded),
          new URLSearchParams({ key: secret }).toString().slice("key=".length),
          Array.from(secret, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
          Array.from(secret, (c) => `&#${c.charCodeAt(0)};`).join(""),
          Array.from(secret, (c) => `&#x${c.charCodeAt(0).toString(16)};`).join(""),
          secret
            .replaceAll("&", "&amp;")
            .replaceAll("<", "&lt;")
            .replaceAll(">", "&gt;")
            .replaceAll('"', "&quot;"),
        ];
        for (const spelling of spellings) expect(createRedact(secret)(`«${spelling}»`)).toBe("«[redacted]»");
      }),
    );
  });

  test.each(["-secret-key-0123", "+secret-key-0123", "\\secret", "%25%25%25%25%25%25", "&amp;&amp;&amp;"])(
    "with the key %j reads a megabyte of its first letters, and of escapes, in linear time",
    (secret) => {
      // With a search that goes back over what it has read, this would take hours.
      for (const piece of ["\\", secret.slice(0, 1), "%25", "&amp;", "\\u00", secret.slice(0, -1)]) {
        const text = piece.repeat(1_000_000 / piece.length);
        expect(createRedact(secret)(text)).not.toContain(secret);
      }
    },
  );

  test("of a short key leaves words alone", () => {
    const redact = createRedact("a");
    expect(redact("a data=a&b")).toBe("[redacted] data=[redacted]&b");
  });

  test("of a short key finds one that begins or ends with punctuation", () => {
    expect(createRedact("+k/")("key=+k/, %2Bk%2F.")).toBe("key=[redacted], [redacted].");
  });
});

describe("createClient", () => {
  test.each([undefined, "", "  "])("refuses the key %j", (apiKey) => {
    expect(() => createClient({ apiKey })).toThrow(
      expect.objectContaining({ code: "authentication_failed" }),
    );
  });

  test("takes off the white space around a key", async () => {
    const { fetch, calls } = stubFetch([ready]);
    await createClient({ apiKey: " secret\n", fetch }).getTrainingStatus(ID);
    expect(calls[0]?.body).toBe('{"key":"secret"}');
  });

  test.each([
    "http://example.com",
    // A number stands for an address, here 75.197.145.115.
    "http://1271234567/",
    "http://127.0.0.1.example.com",
    "http://localhost.example.com",
    "http://evil.example\\.localhost",
    "http://evil.example/.localhost",
    "http://localhost@evil.example",
    "https://user:pass@example.com",
    "https://example.com?a=b",
    "https://example.com/#a",
    "ftp://example.com",
    "example.com",
    "",
    "https://",
  ])("refuses the base URL %s", (baseUrl) => {
    const problems = [{ field: "baseUrl" }];
    expect(() => quietClient({ baseUrl })).toThrow(expect.objectContaining({ code: "invalid_request" }));
    expect(() => quietClient({ baseUrl })).toThrow(
      expect.toSatisfy((error) => error.problems[0].field === problems[0]?.field),
    );
  });

  test.each([
    ["https://example.com/prefix//", "https://example.com/prefix"],
    ["http://localhost:4010", "http://localhost:4010"],
    ["http://api.localhost/", "http://api.localhost"],
    ["http://127.0.0.1", "http://127.0.0.1"],
    ["http://[::1]:80/x", "http://[::1]:80/x"],
    // 127.0.0.1
    ["http://2130706433/", "http://2130706433"],
    ["https://[2001:db8::1]", "https://[2001:db8::1]"],
  ])("sends to the base URL %s", async (baseUrl, start) => {
    const { fetch, calls } = stubFetch([ready]);
    await quietClient({ baseUrl, fetch }).getTrainingStatus(ID);
    expect(calls[0]?.url).toBe(`${start}/api/sandbox/v3/fine_tune_status/${ID}`);
  });

  test("sends unencrypted to another machine only when allowed, and never with credentials", async () => {
    const { fetch, calls } = stubFetch([ready]);
    const options: ClientOptions = { baseUrl: "http://example.com", allowInsecureHttp: true, fetch };
    await quietClient(options).getTrainingStatus(ID);
    expect(calls).toHaveLength(1);
    expect(() => quietClient({ ...options, baseUrl: "http://a:b@example.com" })).toThrow(/baseUrl/);
  });

  test("uses the runtime's fetch of the moment of the call", async () => {
    await using server = await startServer(json(ready));
    const update = await quietClient({ baseUrl: server.url }).getTrainingStatus(ID);
    expect(update.phase).toBe("succeeded");
  });

  test("a logger that throws, or that has no methods, ends nothing", async () => {
    const throwing = () => {
      throw new Error("disk full");
    };
    for (const logger of [{ debug: throwing, warn: throwing }, {}]) {
      const client = quietClient({ fetch: stubFetch([ready]).fetch, logger });
      expect(await client.getTrainingStatus(ID)).toMatchObject({ phase: "succeeded" });
    }
  });
});
