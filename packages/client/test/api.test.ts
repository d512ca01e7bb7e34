import type { ClientOptions } from "@dreambooth-sandbox/client";
import type { ParseAs } from "openapi-fetch";
import { describe, expect, test } from "vitest";
import { rejection } from "./support/rejection.ts";
import { apiRequest, created, ID, KEY, quietClient, ready, request, stubFetch } from "./support/samples.ts";

const CREATE = "/api/sandbox/v3/fine_tune";
const STATUS = "/api/sandbox/v3/fine_tune_status/{training_id}";
const params = { path: { training_id: ID } };

/** A `fetch` that records the URLs, headers and bodies it gets. */
function recordFetch(response: () => Response = () => Response.json(ready)) {
  const seen: { url: string; method: string | undefined; headers: Headers; body: unknown }[] = [];
  const fetch: NonNullable<ClientOptions["fetch"]> = async (url, { method, headers, body }) => {
    seen.push({
      url,
      method,
      headers: new Headers(headers),
      body: JSON.parse(typeof body === "string" ? body : "") as unknown,
    });
    return response();
  };
  return { fetch, seen };
}

describe("client.api sends", () => {
  test("the caller's and the middleware's headers", async () => {
    const { fetch, seen } = recordFetch();
    const { api } = quietClient({ fetch });
    api.use({
      onRequest({ request: sent }) {
        sent.headers.set("x-middleware", "1");
        return sent;
      },
    });
    await api.POST(STATUS, { params, body: {}, headers: { "x-caller": "2", accept: null } });
    expect(seen[0]?.headers.get("x-middleware")).toBe("1");
    expect(seen[0]?.headers.get("x-caller")).toBe("2");
    expect(seen[0]?.headers.get("content-type")).toBe("application/json");
  });

  test("what middleware made of the body, with the key added last", async () => {
    const { fetch, seen } = recordFetch();
    const { api } = quietClient({ fetch });
    api.use({
      onRequest: async ({ request: sent }) =>
        new Request(sent, {
          method: "POST",
          body: JSON.stringify({ ...((await sent.json()) as object), extra: 1, key: "mine" }),
        }),
    });
    await api.POST(STATUS, { params, body: {} });
    expect(seen[0]?.body).toEqual({ extra: 1, key: KEY });
  });

  test("the key only to the client's own origin", async () => {
    const { fetch, seen } = recordFetch();
    const { api } = quietClient({ fetch });
    api.use({ onRequest: ({ request: sent }) => new Request("https://elsewhere.example/", sent) });
    await api.POST(STATUS, { params, body: {} });
    await quietClient({ fetch }).api.POST(STATUS, { params, body: {}, baseUrl: "https://other.example" });
    expect(seen.map(({ url }) => new URL(url).origin)).toEqual([
      "https://elsewhere.example",
      "https://other.example",
    ]);
    expect(seen.map(({ body }) => body)).toEqual([{}, {}]);
  });

  test("ids encoded, and refuses those that a path gives another meaning", async () => {
    const { fetch, seen } = recordFetch();
    const { api } = quietClient({ fetch });
    await api.POST(STATUS, { params: { path: { training_id: "a/b c" } }, body: {} });
    expect(seen[0]?.url).toMatch(/fine_tune_status\/a%2Fb%20c$/);
    for (const training_id of ["..", ".", ""]) {
      const outcome = api.POST(STATUS, { params: { path: { training_id } }, body: {} });
      expect(await rejection(outcome)).toMatchObject({ code: "invalid_request" });
    }
    expect(seen).toHaveLength(1);
  });

  test("the body as it was at the time of the call, in the first calls too", async () => {
    const { fetch, seen } = recordFetch(() => Response.json(created));
    const { api } = quietClient({ fetch });
    const body = { ...apiRequest, images: [...apiRequest.images] };
    const calls = [api.POST(CREATE, { body }), api.request("post", CREATE, { body })];
    body.seed = "7";
    body.images.pop();
    calls.push(api.POST(CREATE, { body }));
    await Promise.all(calls);
    const { images } = apiRequest;
    expect(seen.map(({ body }) => body)).toMatchObject([
      { seed: "0", images },
      { seed: "0", images },
      { seed: "7", images: images.slice(0, -1) },
    ]);
  });

  test("query parameters, with a serializer of the caller's", async () => {
    const { fetch, seen } = recordFetch();
    const { api } = quietClient({ fetch });
    const query = { tags: ["a", "b"] };
    await api.POST(STATUS, { params: { ...params, query }, body: {} } as never);
    const querySerializer = () => "mine=1";
    await api.POST(STATUS, { params: { ...params, query }, body: {}, querySerializer } as never);
    expect(seen.map(({ url }) => new URL(url).search)).toEqual(["?tags=a&tags=b", "?mine=1"]);
  });

  test("the method of the call, in request() too", async () => {
    const { fetch, seen } = recordFetch();
    const { api } = quietClient({ fetch });
    await api.request("post", STATUS, { params, body: {} });
    expect(seen[0]?.method).toBe("POST");
  });

  test("through a fetch of the call's own, by the same rules", async () => {
    const { api } = quietClient({ fetch: recordFetch().fetch });
    const sent: Request[] = [];
    const { data } = await api.POST(CREATE, {
      body: apiRequest,
      fetch: async (own: Request) => {
        sent.push(own.clone());
        return Response.json({ ...created, data: `your key is ${KEY}` });
      },
    });
    expect(await sent[0]?.json()).toMatchObject({ key: KEY });
    expect(JSON.stringify(data)).not.toContain("k3y");
    const broken = api.POST(CREATE, { body: apiRequest, fetch: () => Promise.reject(new Error("reset")) });
    expect(await rejection(broken)).toMatchObject({ code: "create_outcome_unknown" });
  });
});

describe("client.api returns", () => {
  test("the response's status and headers, without those of the body as it was sent", async () => {
    const headers = { "x-request-id": "7", "content-encoding": "identity" };
    const { fetch } = recordFetch(() => Response.json(created, { status: 201, headers }));
    const { response } = await quietClient({ fetch }).api.POST(CREATE, { body: apiRequest });
    expect(response.status).toBe(201);
    expect(response.headers.get("x-request-id")).toBe("7");
    expect(response.headers.has("content-encoding")).toBe(false);
  });

  test("the response to onResponse, which can replace it", async () => {
    const { api } = quietClient({ fetch: recordFetch().fetch });
    const seen: unknown[] = [];
    api.use({
      async onResponse({ response }) {
        seen.push(await response.clone().json());
        return Response.json({ ...ready, data: "replaced" });
      },
    });
    const { data } = await api.POST(STATUS, { params, body: {} });
    expect(seen).toEqual([ready]);
    expect(data).toMatchObject({ data: "replaced" });
  });

  test("errors to onError, which can replace them", async () => {
    const { api } = quietClient({ fetch: () => Promise.reject(new Error("offline")), maxRetries: 0 });
    api.use({ onError: ({ error }) => new Error("mine", { cause: error }) });
    const error = await rejection(api.POST(STATUS, { params, body: {} }));
    expect(error).toMatchObject({ message: "mine", cause: { code: "connection_failed", trainingId: ID } });
  });

  test.each<[ParseAs, (data: unknown) => unknown]>([
    ["json", (data) => data],
    ["text", (data) => JSON.parse(String(data))],
    ["blob", async (data) => JSON.parse(await (data as Blob).text())],
    ["arrayBuffer", (data) => JSON.parse(new TextDecoder().decode(data as ArrayBuffer))],
    ["stream", (data) => new Response(data as ReadableStream).json()],
  ])("the created training as %s", async (parseAs, read) => {
    const { api } = quietClient({ fetch: recordFetch(() => Response.json(created)).fetch });
    const { data } = await api.POST(CREATE, { body: apiRequest, parseAs });
    expect(await read(data)).toEqual(created);
  });

  test.each(["formData", "xml", "", null])(
    "a TypeError when parseAs is %j, and sends nothing",
    async (parseAs) => {
      const { fetch, seen } = recordFetch(() => Response.json(created));
      const { api } = quietClient({ fetch });
      const error = await rejection(api.POST(CREATE, { body: apiRequest, parseAs: parseAs as never }));
      expect(error).toBeInstanceOf(TypeError);
      expect(String(error)).toContain(`parseAs must be`);
      expect(seen).toHaveLength(0);
    },
  );
});

describe("middleware of client.api", () => {
  test("is ejected", async () => {
    const { fetch, seen } = recordFetch();
    const { api } = quietClient({ fetch });
    const middleware = {
      onRequest({ request: sent }: { request: Request }) {
        sent.headers.set("x-middleware", "1");
        return sent;
      },
    };
    api.use(middleware);
    api.eject(middleware);
    await api.POST(STATUS, { params, body: {} });
    expect(seen[0]?.headers.has("x-middleware")).toBe(false);
  });

  test("can return a response itself, and then nothing is sent", async () => {
    const stub = stubFetch([ready]);
    const { api } = quietClient({ fetch: stub.fetch });
    api.use({ onRequest: () => Response.json(ready) });
    const { data } = await api.POST(STATUS, { params, body: {} });
    expect(data).toEqual(ready);
    expect(stub.calls).toHaveLength(0);
  });

  test("cannot make a request that breaks the contract", async () => {
    const stub = stubFetch([created]);
    const { api } = quietClient({ fetch: stub.fetch });
    api.use({ onRequest: ({ request: sent }) => new Request(sent, { method: "POST", body: "not JSON" }) });
    expect(await rejection(api.POST(CREATE, { body: apiRequest }))).toMatchObject({
      code: "invalid_request",
    });
    expect(stub.calls).toHaveLength(0);
  });
});

test("client.api validates values before JSON changes them", async () => {
  const stub = stubFetch([created]);
  const { api } = quietClient({ fetch: stub.fetch });
  const webhook = new URL("https://example.com/") as never;
  const error = await rejection(api.POST(CREATE, { body: { ...apiRequest, webhook } }));
  expect(error).toMatchObject({ problems: [{ field: "webhook", message: expect.stringContaining("URL") }] });
  expect(stub.calls).toHaveLength(0);
});

test("a request lists problems of JSON and of the contract together", async () => {
  const stub = stubFetch([created]);
  const wrong = { ...request, webhook: new Date() as never, instance_prompt: "" };
  const error = await rejection(quietClient({ fetch: stub.fetch }).createTraining(wrong));
  expect(error).toMatchObject({ problems: [{ field: "webhook" }, { field: "instance_prompt" }] });
  expect(await rejection(quietClient({}).createTraining(7 as never))).toMatchObject({
    problems: [{ message: "The request must be an object (got 7)" }],
  });
});
