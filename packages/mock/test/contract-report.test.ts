import { createMock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { create, CREATE, post, STATUS, trainingRequest } from "./training-request.ts";

test("a report tells how often operations, codes and examples were touched, and what never was", async () => {
  await using mock = await createMock();
  const id = await create(mock.fetch);
  await post(mock.fetch, `${STATUS}/${id}`, { key: "k" });
  await post(mock.fetch, `${STATUS}/${id}`, { key: "rate-limited" });
  const { operations, untouched } = mock.contractReport();
  const asked = operations.find(({ operationId }) => operationId === "getTrainingStatus");
  expect(asked).toMatchObject({ count: 2, method: "POST" });
  expect(asked?.replies.find(({ code }) => code === "200")).toMatchObject({
    count: 1,
    examples: { deploying_gpu: 1, model_ready: 0 },
  });
  expect(asked?.replies.find(({ code }) => code === "429")).toMatchObject({
    examples: { too_many_requests: 1 },
  });
  expect(untouched).toContain("getTrainingStatus 200 model_ready");
  expect(untouched).toContain("createTraining 401");
  expect(untouched).not.toContain("getTrainingStatus 429");
});

test("a report counts violations of one kind once", async () => {
  await using mock = await createMock();
  for (const seed of ["x", "y"]) await post(mock.fetch, CREATE, { ...trainingRequest, seed });
  expect(mock.contractReport().violations).toEqual([
    expect.objectContaining({ operationId: "createTraining", location: "request.body.seed", count: 2 }),
  ]);
});

test("a mock that nobody asked has touched nothing", async () => {
  await using mock = await createMock();
  expect(mock.contractReport().untouched).toEqual(["createTraining", "getTrainingStatus"]);
});
