import { createMock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { create, post, status } from "./training-request.ts";

test("POST /__mock/advance makes trainings older, for tests in other languages", async () => {
  await using mock = await createMock({ now: () => 0 });
  const id = await create(mock.fetch);
  const reply = await post(mock.fetch, "/__mock/advance", { ms: 25 * 60_000 });
  expect([reply.status, reply.json]).toEqual([200, { advancedMs: 1_500_000 }]);
  expect(await status(mock.fetch, id)).toHaveProperty("messege", "training_started");
});

test.each([{}, { ms: "5" }, { ms: -1 }, null])("advance by %j is refused", async (body) => {
  await using mock = await createMock();
  expect((await post(mock.fetch, "/__mock/advance", body)).status).toBe(400);
});

test("health, deliveries and the contract report are told", async () => {
  await using mock = await createMock({ speed: 60 });
  await create(mock.fetch);
  const get = async (name: string): Promise<unknown> =>
    (await mock.fetch(`https://mock.test/__mock/${name}`)).json();
  expect(await get("health")).toEqual({ status: "ok", scenario: "success", speed: 60, created: 1 });
  expect(await get("deliveries")).toEqual([]);
  expect(await get("contract-report")).toEqual(mock.contractReport());
});

test("other paths below /__mock/ are named", async () => {
  await using mock = await createMock();
  const reply = await mock.fetch("https://mock.test/__mock/nope");
  expect([reply.status, await reply.text()]).toEqual([404, expect.stringContaining("GET /__mock/health")]);
});
