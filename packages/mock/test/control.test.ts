import { createMock } from "@dreambooth-sandbox/mock";
import { describe, expect, test } from "vitest";
import { controls } from "../src/http/control/controls.ts";
import { create, CREATE, HOST, post, trainingRequest } from "./training-request.ts";
import { transports } from "./transports.ts";

const KEY = "test-key";

test.each([{}, { ms: "5" }, { ms: -1 }, null, '{"ms":1e999}', { ms: 2 ** 53 }, "not JSON", ""])(
  "advance by %j is refused",
  async (body) => {
    await using mock = await createMock();
    for (const query of ["", `?session=${KEY}`]) {
      const { status, json } = await post(mock.fetch, `/__mock/advance${query}`, body);
      expect([status, json]).toEqual([400, { status: "error", message: expect.any(String) }]);
    }
  },
);

test.each([{}, { scenario: 5 }, { scenario: "nope" }, null])("the scenario %j is refused", async (body) => {
  await using mock = await createMock();
  expect((await post(mock.fetch, "/__mock/scenario", body)).status).toBe(400);
});

test.each(["", "x", "1.5"])("a filter by the status %j is refused", async (status) => {
  await using mock = await createMock();
  const response = await mock.fetch(`${HOST}/__mock/requests?status=${status}`);
  expect(response.status).toBe(400);
});

test("a query parameter that does not exist is refused, because it could be a misspelled session", async () => {
  await using mock = await createMock();
  for (const { method, name } of controls) {
    const response = await mock.fetch(`${HOST}/__mock/${name}?sesion=${KEY}`, { method });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining("session")]);
  }
});

test("a body is read as JSON whatever its media type", async () => {
  await using mock = await createMock();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const { json } = await post(mock.fetch, "/__mock/advance", { ms: 5 }, headers);
  expect(json).toEqual({ advancedMs: 5 });
});

describe.each(transports)("$name", ({ reach }) => {
  test("GET returns the same as the session in process", async () => {
    await using reached = await reach({ speed: 60, now: () => 0 });
    const { mock, host } = reached;
    await create(reached.fetch, {}, host, KEY);
    await create(reached.fetch, {}, host, "other");
    mock.session(KEY).script("429");
    const get = async (name: string): Promise<unknown> =>
      (await reached.fetch(`${host}/__mock/${name}`)).json();
    for (const [query, session] of [
      ["", mock],
      [`?session=${KEY}`, mock.session(KEY)],
    ] as const) {
      expect(await get(`health${query}`)).toEqual({
        status: "ok",
        scenario: "success",
        speed: 60,
        created: session.created,
      });
      expect(await get(`requests${query}`)).toEqual(session.requests);
      expect(await get(`deliveries${query}`)).toEqual(session.deliveries);
      expect(await get(`contract-report${query}`)).toEqual(session.contractReport());
      expect(await get(`script${query}`)).toEqual({ next: session.unusedScript });
    }
  });

  test("POST changes the session", async () => {
    await using reached = await reach();
    const { mock, host } = reached;
    const change = (name: string, body: unknown) =>
      post(reached.fetch, `/__mock/${name}?session=${KEY}`, body, {}, host);
    expect((await change("scenario", { scenario: "stall" })).json).toEqual({ scenario: "stall" });
    const health = await reached.fetch(`${host}/__mock/health?session=${KEY}`);
    expect(await health.json()).toHaveProperty("scenario", "stall");
    await post(reached.fetch, CREATE, trainingRequest, {}, host);
    expect(mock.session(KEY).requests[0]?.scenario).toBe("stall");
    expect((await change("reset", "")).json).toEqual({ status: "ok" });
    expect(mock.session(KEY).requests).toEqual([]);
  });
});

test("another path below /__mock/ gets 404 with the paths that exist", async () => {
  await using mock = await createMock();
  const response = await mock.fetch(`${HOST}/__mock/nope`);
  expect([response.status, await response.text()]).toEqual([
    404,
    expect.stringContaining("GET /__mock/health"),
  ]);
});
