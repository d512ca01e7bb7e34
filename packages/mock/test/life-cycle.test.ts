import { createMock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { loadContract } from "../src/contract/contract.ts";
import { CREATE, create, post, STATUS, status, trainingRequest } from "./training-request.ts";

const MINUTE_MS = 60_000;
const contract = await loadContract();

test("a training goes through the eight documented statuses at the announced times", async () => {
  await using mock = await createMock({ now: () => 0 });
  const id = await create(mock.fetch);
  const seen: [number, unknown][] = [];
  for (let minute = 0; minute <= 60; minute += 0.5) {
    const { messege } = await status(mock.fetch, id);
    if (seen.at(-1)?.[1] !== messege) seen.push([minute, messege]);
    await mock.advance(MINUTE_MS / 2);
  }
  expect(seen).toEqual([
    [0, "deploying_gpu"],
    [25, "training_started"],
    [40, "training_success"],
    [42.5, "trained_model_compressing"],
    [45, "trained_model_uploading"],
    [50, "trained_model_uploaded"],
    [52.5, "deploying_model"],
    [55, "model_ready"],
  ]);
});

test("each status reply is the contract's named example for that status", async () => {
  await using mock = await createMock({ now: () => 0 });
  const id = await create(mock.fetch);
  for (let minute = 0; minute <= 60; minute += 2.5) {
    const reply = await status(mock.fetch, id);
    expect(reply).toEqual(contract.example(contract.status, String(reply.messege)));
    await mock.advance(2.5 * MINUTE_MS);
  }
});

test("a training ages `speed` times as fast as the clock that is injected", async () => {
  let now = 1_790_000_000_000;
  await using mock = await createMock({ now: () => now, speed: 60 });
  const id = await create(mock.fetch);
  now += 24_999;
  expect((await status(mock.fetch, id)).messege).toBe("deploying_gpu");
  now += 1;
  expect((await status(mock.fetch, id)).messege).toBe("training_started");
});

test("another mock answers the same for a training that it did not create", async () => {
  const now = () => 1_790_000_000_000;
  await using first = await createMock({ now, scenario: "failure" });
  const id = await create(first.fetch);
  await using second = await createMock({ now: () => now() + 40 * MINUTE_MS });
  expect((await status(second.fetch, id)).messege).toBe("training_failed");
});

test("the documented id gets the documented reply at any time", async () => {
  await using mock = await createMock();
  const documented = contract.example(contract.status, "model_ready");
  expect(await status(mock.fetch, "F5jvdzGnYi")).toEqual(documented);
});

test.each(["F5jvdzGnYj", "abc", "0000000000", "zzzzzzzzzz", "a".repeat(25), "%00", "..%2f.."])(
  "the id %s, which no mock made, is not found",
  async (id) => {
    await using mock = await createMock();
    const { status, json } = await post(mock.fetch, `${STATUS}/${id}`, { key: "k" });
    expect([status, json]).toEqual([200, contract.example(contract.status, "training_id_not_found")]);
  },
);

test("the reply to a create is the documented one with an id of its own", async () => {
  await using mock = await createMock();
  const { json } = await post(mock.fetch, CREATE, trainingRequest);
  expect(json).toEqual({
    ...contract.example(contract.create, "created"),
    training_id: expect.stringMatching(/^[A-Za-z0-9]{10}$/),
  });
  expect(json["training_id"]).not.toBe("F5jvdzGnYi");
});
