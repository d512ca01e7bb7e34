import { createMock, scenarios } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { loadContract } from "../src/contract/contract.ts";
import type { MockRequest } from "../src/exchange.ts";
import { createLiveValidator } from "../src/prism/live-validator.ts";
import { toQuestion } from "../src/prism/question.ts";
import { create, post, CREATE, status, trainingRequest } from "./training-request.ts";

const MINUTE_MS = 60_000;
const contract = await loadContract();
const judge = await createLiveValidator(contract.operations);
const request: MockRequest = {
  method: "POST",
  origin: "https://mock.test",
  path: contract.status.path,
  query: "",
  headers: { contentType: "application/json", accept: "", prefer: undefined },
  body: '{"key":"k"}',
  allHeaders: () => ({}),
};

/** The statuses and logs that a training of the scenario goes through in four hours. */
async function watch(scenario: string): Promise<{ minute: number; messege: string; data: string }[]> {
  await using mock = await createMock({ now: () => 0 });
  const id = await create(mock.fetch, { prefer: `scenario=${scenario}` });
  const seen: { minute: number; messege: string; data: string }[] = [];
  for (let minute = 0; minute <= 240; minute += 2.5) {
    const { messege, data } = await status(mock.fetch, id);
    const last = seen.at(-1);
    if (last?.messege !== messege || last?.data !== data)
      seen.push({ minute, messege: String(messege), data: String(data) });
    await mock.advance(2.5 * MINUTE_MS);
  }
  return seen;
}

const names = scenarios.map(({ name }) => name);

test.each(names)("every reply of the scenario %s keeps to the contract", async (scenario) => {
  const replies = await watch(scenario);
  const question = toQuestion(request, contract.status.path);
  for (const { messege, data } of replies) {
    const body = { status: "success", messege, data };
    expect(await judge(question, { status: 200, contentType: "application/json", body })).toEqual([]);
  }
});

test("a reply that breaks the contract would be found", async () => {
  const body = { status: "success", messege: 3 };
  const question = toQuestion(request, contract.status.path);
  const violations = await judge(question, { status: 200, contentType: "application/json", body });
  expect(violations).not.toEqual([]);
});

test("the statuses that scenarios name are the contract's", () => {
  const named = scenarios.flatMap(({ failsAfter, stallsAt, unknownAt }) => [failsAfter, stallsAt, unknownAt]);
  expect(contract.statuses).toEqual(expect.arrayContaining(named.filter((status) => status !== undefined)));
});

test("there is a failure for each status between training and model_ready", () => {
  const later = contract.statuses.slice(contract.statuses.indexOf("training_started") + 1, -1);
  expect(names).toEqual(expect.arrayContaining(later.map((name) => `failure-${name}`)));
});

test.each(scenarios.filter(({ failure }) => failure !== undefined))(
  "$name ends after $failsAfter with the contract's $failure",
  async ({ name, failsAfter, failure }) => {
    const seen = await watch(name);
    expect(seen.at(-2)?.messege).toBe(failsAfter);
    const { messege, data } = contract.example(contract.status, String(failure));
    expect(seen.at(-1)).toMatchObject({ messege, data });
    expect(messege).toBe("training_failed");
  },
);

test("stall reaches training_started and stays there", async () => {
  expect((await watch("stall")).map(({ messege }) => messege)).toEqual(["deploying_gpu", "training_started"]);
});

test("slow takes three times as long", async () => {
  const [normal, slow] = await Promise.all([watch("success"), watch("slow")]);
  expect(slow.map(({ minute }) => minute)).toEqual(normal.map(({ minute }) => minute * 3));
  expect(slow.map(({ data }) => data)).toEqual(normal.map(({ data }) => data));
});

test("unknown-status reports a status that the contract does not list, then ends well", async () => {
  const seen = (await watch("unknown-status")).map(({ messege }) => messege);
  const listed = JSON.stringify(contract.status.responses);
  expect(seen.filter((messege) => !listed.includes(messege))).toHaveLength(1);
  expect(seen.at(-1)).toBe("model_ready");
});

test.each([
  ["worker-log", "worker_log", " /n "],
  ["newline-log", "newline_log", "\n"],
])("%s writes the log in its form, growing to the contract's %s", async (scenario, example, separator) => {
  const seen = await watch(scenario);
  const { data: whole } = contract.example(contract.status, example);
  expect(seen.at(-1)).toMatchObject({ messege: "model_ready", data: whole });
  const logs = seen.slice(1).map(({ data }) => data);
  for (const [index, log] of logs.entries()) {
    expect(String(whole).startsWith(log)).toBe(true);
    expect(log.length).toBeGreaterThanOrEqual(logs[index - 1]?.length ?? 0);
  }
  expect(logs[0]?.split(separator).filter(Boolean)).toHaveLength(1);
});

test("out-of-order repeats steps, rewrites them and changes their order", async () => {
  const seen = await watch("out-of-order");
  const log = seen.find(({ messege }) => messege === "trained_model_uploaded")?.data ?? "";
  const steps = [...log.matchAll(/Step:(\d)/g)].map(([, step]) => step);
  expect(steps).toEqual(["2", "3", "4", "1", "4"]);
  expect(log).toContain("Step:1 Training Started, 5 Steps to go : ETA : 29 minutes");
  expect(seen.at(-1)?.data).toMatch(/Model loaded successfully$/);
});

test("spam-filter refuses the same request for 30 seconds, and no other", async () => {
  let now = 1_790_000_000_000;
  await using mock = await createMock({ scenario: "spam-filter", now: () => now });
  const refusal = contract.example(contract.create, "rate_limit_exceeded");
  const id = await create(mock.fetch);
  expect((await post(mock.fetch, CREATE, trainingRequest)).json).toEqual(refusal);
  expect((await post(mock.fetch, CREATE, { ...trainingRequest, seed: "1" })).json).toHaveProperty(
    "training_id",
  );
  expect(await status(mock.fetch, id)).toHaveProperty("messege", "deploying_gpu");
  now += 29_999;
  expect(await status(mock.fetch, id)).toEqual(refusal);
  now += 1;
  expect(await status(mock.fetch, id)).toHaveProperty("messege", "deploying_gpu");
  expect((await post(mock.fetch, CREATE, trainingRequest)).json).toHaveProperty("training_id");
  expect(mock.created).toBe(3);
});

test("without spam-filter the same request is answered again", async () => {
  await using mock = await createMock();
  expect(await create(mock.fetch)).not.toBe(await create(mock.fetch));
});

test("an unknown scenario is refused with a list of those that exist", async () => {
  await using mock = await createMock();
  const { status, json } = await post(mock.fetch, CREATE, trainingRequest, { prefer: "scenario=nope" });
  expect(status).toBe(400);
  expect(json["message"]).toMatch(/no scenario "nope".*success, failure/);
  await expect(createMock({ scenario: "nope" })).rejects.toThrow(/no scenario "nope".*success, failure/);
});

test("an id has room for more scenarios", () => {
  expect(scenarios.length).toBeLessThanOrEqual(32);
});
