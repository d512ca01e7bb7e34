import { createMock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { create, post } from "./training-request.ts";

test.each([{}, { ms: "5" }, { ms: -1 }, null])("advance by %j is refused", async (body) => {
  await using mock = await createMock();
  expect((await post(mock.fetch, "/__mock/advance", body)).status).toBe(400);
});

test("GET returns the health, the deliveries and the contract report", async () => {
  await using mock = await createMock({ speed: 60 });
  await create(mock.fetch);
  const get = async (name: string): Promise<unknown> =>
    (await mock.fetch(`https://mock.test/__mock/${name}`)).json();
  expect(await get("health")).toEqual({ status: "ok", scenario: "success", speed: 60, created: 1 });
  expect(await get("deliveries")).toEqual([]);
  expect(await get("contract-report")).toEqual(mock.contractReport());
});

test("another path below /__mock/ gets 404 with the paths that exist", async () => {
  await using mock = await createMock();
  const response = await mock.fetch("https://mock.test/__mock/nope");
  expect([response.status, await response.text()]).toEqual([
    404,
    expect.stringContaining("GET /__mock/health"),
  ]);
});
