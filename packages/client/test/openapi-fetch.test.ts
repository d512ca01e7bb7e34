import type { ClientOptions } from "@dreambooth-sandbox/client";
import { wrapAsPathBasedClient } from "openapi-fetch";
import type { Middleware } from "openapi-fetch";
import { describe, expect, test } from "vitest";
import { rejection } from "./support/rejection.ts";
import { ID, KEY, quietClient, ready } from "./support/samples.ts";

const STATUS = "/api/sandbox/v3/fine_tune_status/{training_id}";
const params = { path: { training_id: ID } };

/** `client.api`, and what its `fetch` receives. */
function setUp(respond: () => Response = () => Response.json(ready)) {
  const sent: (Record<string, unknown> & { url: URL; headers: Headers; body: unknown })[] = [];
  const fetch: NonNullable<ClientOptions["fetch"]> = async (url, init) => {
    init.signal?.throwIfAborted();
    const { headers, body } = init;
    const json = typeof body === "string" ? (JSON.parse(body) as unknown) : body;
    sent.push({ ...init, url: new URL(url), headers: new Headers(headers), body: json });
    return respond();
  };
  const { api } = quietClient({ fetch, maxRetries: 0 });
  return { api, sent };
}

/** What openapi-fetch documents of the options of a call. */
describe("a call of client.api passes on", () => {
  test("headers: values replace, null removes, and those of params count last", async () => {
    const { api, sent } = setUp();
    const headers = { "x-one": "1", "x-number": 2, "x-removed": null };
    const header = { "x-one": "last" };
    await api.POST(STATUS, { params: { ...params, header }, body: {}, headers } as never);
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toMatchObject({ "x-one": "last", "x-number": "2" });
    expect(sent[0]?.headers.has("x-removed")).toBe(false);
  });

  test("the options of fetch, except those that the client depends on", async () => {
    const { api, sent } = setUp();
    const dispatcher = {};
    const options = { cache: "no-store", credentials: "omit", dispatcher, redirect: "follow", method: "GET" };
    await api.POST(STATUS, { params, body: {}, ...options } as never);
    expect(sent[0]).toMatchObject({
      cache: "no-store",
      credentials: "omit",
      redirect: "manual",
      method: "POST",
    });
    expect(sent[0]?.["dispatcher"]).toBe(dispatcher);
    expect(sent[0]?.body).toEqual({ key: KEY });
  });

  test("a body serializer's JSON, with the key", async () => {
    const { api, sent } = setUp();
    const bodySerializer = (body: unknown) => JSON.stringify({ wrapped: body });
    await api.POST(STATUS, { params, body: {}, bodySerializer });
    expect(sent[0]?.body).toEqual({ wrapped: {}, key: KEY });
  });

  test("a path serializer's path", async () => {
    const { api, sent } = setUp();
    const pathSerializer = (path: string, values: Record<string, unknown>) =>
      path.replace("{training_id}", `~${String(values["training_id"])}`);
    await api.POST(STATUS, { params, body: {}, pathSerializer });
    expect(sent[0]?.url.pathname).toBe(STATUS.replace("{training_id}", `~${ID}`));
  });

  test("query parameters, in the style that the call chooses", async () => {
    const { api, sent } = setUp();
    const query = { tags: ["a", "b"] };
    const querySerializer = { array: { style: "pipeDelimited", explode: false } };
    await api.POST(STATUS, { params: { ...params, query }, body: {}, querySerializer } as never);
    expect(sent[0]?.url.search).toBe("?tags=a|b");
  });

  test("a signal, whose reason it throws", async () => {
    const { api, sent } = setUp();
    const signal = AbortSignal.abort("enough");
    expect(await rejection(api.POST(STATUS, { params, body: {}, signal }))).toBe("enough");
    expect(sent).toEqual([]);
  });

  test("a Request class of the call's own", async () => {
    const { api, sent } = setUp();
    class OwnRequest extends Request {
      constructor(url: string | URL | Request, init?: RequestInit) {
        super(url, init);
        this.headers.set("x-own", "1");
      }
    }
    await api.POST(STATUS, { params, body: {}, Request: OwnRequest });
    expect(sent[0]?.headers.get("x-own")).toBe("1");
  });

  test.each(["GET", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"] as const)(
    "the method %s",
    async (method) => {
      const { api, sent } = setUp();
      const call = api[method] as (path: string, init: object) => Promise<unknown>;
      await call("/elsewhere", {});
      expect(sent).toMatchObject([{ method, url: { pathname: "/elsewhere" } }]);
    },
  );
});

describe("middleware of client.api, as openapi-fetch documents it,", () => {
  /** Records the order in which it is called. */
  function record(name: string, calls: unknown[]): Middleware {
    return {
      onRequest: () => void calls.push(`${name} request`),
      onResponse: () => void calls.push(`${name} response`),
      onError: () => void calls.push(`${name} error`),
    };
  }

  test("is called in order for a request and in reverse for a response, the call's own innermost", async () => {
    const { api } = setUp();
    const calls: string[] = [];
    api.use(record("first", calls), record("second", calls));
    await api.POST(STATUS, { params, body: {}, middleware: [record("own", calls)] });
    const [onRequest, onResponse] = [calls.slice(0, 3), calls.slice(3)];
    expect(onRequest).toEqual(["first request", "second request", "own request"]);
    expect(onResponse).toEqual(["own response", "second response", "first response"]);
  });

  test("receives the path of the contract, the parameters, and the options", async () => {
    const { api } = setUp();
    const seen: object[] = [];
    api.use({
      onRequest: ({ schemaPath, params, options, id }) => void seen.push({ schemaPath, params, options, id }),
    });
    await api.POST(STATUS, { params, body: {}, parseAs: "text" });
    expect(seen).toMatchObject([
      { schemaPath: STATUS, params, options: { parseAs: "text" }, id: expect.any(String) },
    ]);
  });

  test("never sees the key", async () => {
    const { api } = setUp();
    const bodies: string[] = [];
    api.use({ onRequest: async ({ request }) => void bodies.push(await request.clone().text()) });
    await api.POST(STATUS, { params, body: {} });
    expect(bodies).toEqual(["{}"]);
  });

  test("can return a response for an error", async () => {
    const { api } = setUp(() => new Response("", { status: 500 }));
    api.use({ onError: () => Response.json({ status: "success", messege: "from a cache" }) });
    const { data } = await api.POST(STATUS, { params, body: {} });
    expect(data).toMatchObject({ messege: "from a cache" });
  });
});

test("client.api can be wrapped as openapi-fetch's path-based client", async () => {
  const { api, sent } = setUp();
  const { data, error, response } = await wrapAsPathBasedClient(api)[STATUS].POST({ params, body: {} });
  expect([data, error, response.status]).toEqual([ready, undefined, 200]);
  expect(sent[0]?.body).toEqual({ key: KEY });
});
