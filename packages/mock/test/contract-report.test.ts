import { createMock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { loadContract } from "../src/contract/load-contract.ts";
import { create, CREATE, post, STATUS, trainingRequest } from "./training-request.ts";

const contract = await loadContract();
const [first] = contract.statuses;
const last = contract.statuses.at(-1);

test("a report counts operations, codes and examples, and lists what was not used", async () => {
  await using mock = await createMock();
  const id = await create(mock.fetch);
  await post(mock.fetch, `${STATUS}/${id}`, { key: "k" });
  await post(mock.fetch, `${STATUS}/${id}`, { key: "rate-limited" });
  const { operations, untouched } = mock.contractReport();
  const covered = operations.find(({ operationId }) => operationId === "getTrainingStatus");
  expect(covered).toMatchObject({ count: 2, method: "POST" });
  expect(covered?.responses.find(({ code }) => code === "200")).toMatchObject({
    count: 1,
    examples: { [String(first)]: 1, [String(last)]: 0 },
  });
  expect(covered?.responses.find(({ code }) => code === "429")).toMatchObject({
    examples: { too_many_requests: 1 },
  });
  expect(untouched).toContain(`getTrainingStatus 200 ${last}`);
  expect(untouched).toContain("createTraining 401");
  expect(untouched).not.toContain("getTrainingStatus 429");
});

test("a report lists equal violations once, with their count", async () => {
  await using mock = await createMock();
  for (const seed of ["x", "y"]) await post(mock.fetch, CREATE, { ...trainingRequest, seed });
  expect(mock.contractReport().violations).toEqual([
    expect.objectContaining({ operationId: "createTraining", location: "request.body.seed", count: 2 }),
  ]);
});

test("without requests, every operation is unused", async () => {
  await using mock = await createMock();
  expect(mock.contractReport().untouched).toEqual(contract.operations.map(({ iid }) => iid));
});
