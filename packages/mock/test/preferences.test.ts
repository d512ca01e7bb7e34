import { createMock } from "@dreambooth-sandbox/mock";
import { describe, expect, test } from "vitest";
import { loadContract } from "../src/contract/contract.ts";
import { CREATE, create, post, STATUS, trainingRequest } from "./training-request.ts";

const contract = await loadContract();
const cases = contract.operations.flatMap((operation) =>
  operation.responses.flatMap(({ code, contents }) =>
    (contents?.[0]?.examples ?? []).map((example) => ({
      operationId: operation.iid,
      path: operation.path.replace("{training_id}", "F5jvdzGnYi"),
      code,
      name: example.key,
      value: "value" in example ? example.value : undefined,
    })),
  ),
);

describe("Prefer", () => {
  test.each(cases)(
    "code=$code, example=$name of $operationId gives that example",
    async ({ path, code, name, value }) => {
      await using mock = await createMock();
      const prefer = `code=${code}, example=${name}`;
      const { status, json } = await post(mock.fetch, path, { ...trainingRequest, key: "" }, { prefer });
      expect([status, json]).toEqual([Number(code), value]);
    },
  );

  test("example wins over the life cycle of a training", async () => {
    await using mock = await createMock();
    const id = await create(mock.fetch);
    const { json } = await post(
      mock.fetch,
      `${STATUS}/${id}`,
      { key: "k" },
      { prefer: "example=deploying_model" },
    );
    expect(json["messege"]).toBe("deploying_model");
  });

  test("dynamic=true invents a reply that keeps to the contract", async () => {
    await using mock = await createMock();
    const replies = await Promise.all(
      [1, 2, 3].map(() => post(mock.fetch, CREATE, trainingRequest, { prefer: "code=429, dynamic=true" })),
    );
    expect(replies.map(({ response }) => response.headers.get("sl-violations"))).toEqual([null, null, null]);
    expect(new Set(replies.map(({ text }) => text)).size).toBeGreaterThan(1);
  });

  test("the query parameters of Prism do as well", async () => {
    await using mock = await createMock();
    const { status } = await post(mock.fetch, `${CREATE}?__code=402`, trainingRequest);
    expect(status).toBe(402);
  });

  test.each([
    ["example=nope", 404],
    ["code=418", 404],
    ["code=abc", 400],
  ])("%s, which the contract does not have, is refused with %i", async (prefer, code) => {
    await using mock = await createMock();
    const { status, json } = await post(mock.fetch, CREATE, trainingRequest, { prefer });
    expect([status, json["status"]]).toEqual([code, "error"]);
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
