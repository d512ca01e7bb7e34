import { createMock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { loadContract } from "../src/contract/contract.ts";
import { listExamples } from "../src/contract/operation.ts";
import { CREATE, create, post, STATUS, status, trainingRequest } from "./training-request.ts";
import { watchScenario } from "./watch-scenario.ts";

const contract = await loadContract();
const [first, second] = contract.statuses;

function readMinutes(log: unknown): number {
  return Number([...String(log).matchAll(/(\d+) minutes/g)].at(-1)?.[1]);
}

test("a training reaches the contract's statuses in order", async () => {
  const seen = await watchScenario("success");
  expect(seen.map(({ messege }) => messege)).toEqual(contract.statuses);
});

test("at each status, as much time remains as its example or a later one estimates", async () => {
  const seen = await watchScenario("success");
  const endMs = seen.at(-1)?.ageMs ?? 0;
  const running = seen.filter(
    ({ messege, data }) => contract.phases[messege] === "running" && readMinutes(data) > 0,
  );
  const estimates = running.map(({ data }) => readMinutes(data) * 60_000);
  const largest = estimates.map((_, index) => Math.max(...estimates.slice(index)));
  const isNew = (index: number): boolean => estimates[index] !== estimates[index - 1];
  const remaining = running.map(({ ageMs }) => endMs - ageMs);
  expect(remaining.filter((_, index) => isNew(index))).toEqual(largest.filter((_, index) => isNew(index)));
  expect(remaining.filter((ms, index) => ms > (largest[index] ?? 0) || ms <= 0)).toEqual([]);
});

test("a training ages `speed` times as fast as the injected clock", async () => {
  let now = 1_790_000_000_000;
  const speed = 60;
  await using mock = await createMock({ now: () => now, speed });
  const id = await create(mock.fetch);
  const secondAtMs = (await watchScenario("success"))[1]?.ageMs ?? 0;
  now += Math.ceil(secondAtMs / speed) - 1;
  expect((await status(mock.fetch, id)).messege).toBe(first);
  now += 1;
  expect((await status(mock.fetch, id)).messege).toBe(second);
});

test("another mock has the same response for a training that it did not create", async () => {
  const now = () => 1_790_000_000_000;
  await using creator = await createMock({ now, scenario: "failure" });
  const id = await create(creator.fetch);
  const failedAtMs = (await watchScenario("failure")).at(-1)?.ageMs ?? 0;
  await using other = await createMock({ now: () => now() + failedAtMs });
  expect((await status(other.fetch, id)).messege).toBe("training_failed");
});

test("the documented id has the documented response at any time", async () => {
  await using mock = await createMock();
  const [documented] = listExamples(contract.status, "200");
  expect(await status(mock.fetch, contract.documentedId)).toEqual(documented?.value);
});

test.each(["F5jvdzGnYj", "abc", "0000000000", "a".repeat(25), "{training_id}", "%00", "..%2f.."])(
  "the id %s, which no mock made, is not found",
  async (id) => {
    await using mock = await createMock();
    const { status, json } = await post(mock.fetch, `${STATUS}/${id}`, { key: "k" });
    expect([status, json]).toEqual([200, contract.example(contract.status, "training_id_not_found")]);
  },
);

test("the response to a create is the documented one with a new id", async () => {
  await using mock = await createMock();
  const { json } = await post(mock.fetch, CREATE, trainingRequest);
  expect(json).toEqual({
    ...contract.example(contract.create, contract.created.name),
    training_id: expect.stringMatching(/^[A-Za-z0-9]{25}$/),
  });
  expect(json["training_id"]).not.toBe(contract.documentedId);
});

test("POST /__mock/advance moves a training to its next status", async () => {
  await using mock = await createMock({ now: () => 0 });
  const id = await create(mock.fetch);
  const secondAtMs = (await watchScenario("success"))[1]?.ageMs ?? 0;
  const response = await post(mock.fetch, "/__mock/advance", { ms: secondAtMs });
  expect([response.status, response.json]).toEqual([200, { advancedMs: secondAtMs }]);
  expect(await status(mock.fetch, id)).toHaveProperty("messege", second);
});
