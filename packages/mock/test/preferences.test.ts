import { createMock } from "@dreambooth-sandbox/mock";
import { describe, expect, test } from "vitest";
import { loadContract } from "../src/contract/contract.ts";
import { listExamples } from "../src/contract/operation.ts";
import { CREATE, create, post, STATUS, trainingRequest } from "./training-request.ts";

const contract = await loadContract();
const last = contract.statuses.at(-1);
const cases = contract.operations.flatMap((operation) =>
  operation.responses.flatMap(({ code }) =>
    listExamples(operation, code).map((example) => ({
      operationId: operation.iid,
      path: operation.path.replace(/\{\w+\}/, "x"),
      code,
      ...example,
    })),
  ),
);

describe("Prefer", () => {
  test.each(cases)(
    "code=$code, example=$name of $operationId selects that example",
    async ({ path, code, name, value }) => {
      await using mock = await createMock();
      const prefer = `code=${code}, example=${name}`;
      const { status, json } = await post(mock.fetch, path, { ...trainingRequest, key: "" }, { prefer });
      expect([status, json]).toEqual([Number(code), value]);
    },
  );

  test("example takes precedence over the life cycle", async () => {
    await using mock = await createMock();
    const id = await create(mock.fetch);
    const { json } = await post(mock.fetch, `${STATUS}/${id}`, { key: "k" }, { prefer: `example=${last}` });
    expect(json["messege"]).toBe(last);
  });

  test("dynamic=true generates a valid response", async () => {
    await using mock = await createMock();
    const responses = await Promise.all(
      [1, 2, 3].map(() => post(mock.fetch, CREATE, trainingRequest, { prefer: "code=429, dynamic=true" })),
    );
    expect(responses.map(({ response }) => response.headers.get("sl-violations"))).toEqual([
      null,
      null,
      null,
    ]);
    expect(new Set(responses.map(({ text }) => text)).size).toBeGreaterThan(1);
  });

  test("Prism's query parameters have the same effect", async () => {
    await using mock = await createMock();
    const { status } = await post(mock.fetch, `${CREATE}?__code=402`, trainingRequest);
    expect(status).toBe(402);
  });

  test.each([
    ["example=nope", 404],
    ["code=418", 404],
    ["code=999", 404],
    ["code=abc", 422],
    ["code=4290", 422],
    ["code", 422],
    ["dynamic=maybe", 422],
    ["dynamic", 422],
    ["seed", 422],
    ["example", 422],
  ])(
    "%s, which the contract does not have or Prism cannot read, is refused with %i",
    async (prefer, code) => {
      await using mock = await createMock();
      const { status, json } = await post(mock.fetch, CREATE, trainingRequest, { prefer });
      expect([status, json["status"]]).toEqual([code, "error"]);
    },
  );

  test("an empty header does not hide the query parameters", async () => {
    await using mock = await createMock();
    const { status } = await post(mock.fetch, `${CREATE}?__code=402`, trainingRequest, { prefer: "" });
    expect(status).toBe(402);
  });

  test("malformed preferences are refused whatever the path", async () => {
    await using mock = await createMock({ strict: true });
    const { status, json } = await post(mock.fetch, "/nowhere?__code=1&__code=2", {});
    expect([status, json["detail"]]).toEqual([
      422,
      'optional property "code"\n└─ cannot decode ["1","2"], should be string',
    ]);
  });

  test("a code whose example does not exist is refused for that reason", async () => {
    await using mock = await createMock({ strict: true });
    const prefer = "code=429, example=nope";
    const { status, json } = await post(mock.fetch, CREATE, trainingRequest, { prefer });
    expect([status, json["type"]]).toEqual([404, "https://stoplight.io/prism/errors#NOT_FOUND"]);
  });

  test("preferences do not make an invalid request valid", async () => {
    await using mock = await createMock();
    const { json } = await post(mock.fetch, CREATE, { key: "k" }, { prefer: "example=created" });
    expect(json["status"]).toBe("error");
  });

  test("preferences that the mock does not know are ignored", async () => {
    await using mock = await createMock();
    const { json } = await post(mock.fetch, CREATE, trainingRequest, { prefer: "respond-async, wait=10" });
    expect(json["status"]).toBe("success");
  });
});
