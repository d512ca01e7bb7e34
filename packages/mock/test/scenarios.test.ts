import { createMock, scenarios } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { loadContract } from "../src/contract/load-contract.ts";
import { listExamples } from "../src/contract/operation.ts";
import { createLiveValidator } from "../src/prism/live-validator.ts";
import type { PrismRequest } from "../src/prism/prism-request.ts";
import { create, post, CREATE, status, trainingRequest } from "./training-request.ts";
import { watchScenario, type ObservedStage } from "./watch-scenario.ts";

const contract = await loadContract();
const validate = await createLiveValidator(contract.operations);
const request: PrismRequest = {
  method: "POST",
  path: contract.status.path,
  mediaType: "application/json",
  accept: "",
  text: '{"key":"k"}',
  body: { key: "k" },
};
const names = scenarios.map(({ name }) => name);
const documented = contract.statuses.map((messege) => contract.example(contract.status, messege));
const ready = contract.statuses.at(-1);
const FAILED = "training_failed";
/** The statuses whose failure the contract describes, with the example. */
const failures = listExamples(contract.status, "200")
  .filter(({ name }) => name.startsWith(`${FAILED}_`))
  .map(({ name }) => ({ failure: name, after: name.slice(FAILED.length + 1) }));

test.each(names)("scenario %s: every response is valid", async (scenario) => {
  for (const { messege, data } of await watchScenario(scenario)) {
    const body = { status: "success", messege, data };
    expect(await validate(request, { status: 200, contentType: "application/json", body })).toEqual([]);
  }
});

test("a response that violates the contract would be found", async () => {
  const body = { status: "success", messege: 3 };
  const violations = await validate(request, { status: 200, contentType: "application/json", body });
  expect(violations).not.toEqual([]);
});

test("scenario success: has the documented response for each status", async () => {
  const seen = await watchScenario("success");
  expect(seen.map(({ messege, data }) => ({ status: "success", messege, data }))).toEqual(documented);
});

test("scenario failure: fails at the end of the first running status", async () => {
  const running = contract.statuses.findIndex((name) => contract.phases[name] === "running");
  expect(await watchScenario("failure")).toEqual(await failureAfter(running, FAILED));
});

test.each(failures)(
  "scenario failure-$after: fails at the end of that status",
  async ({ failure, after }) => {
    expect(contract.statuses.slice(0, -1)).toContain(after);
    expect(names, `Add a scenario for the example ${failure}.`).toContain(`failure-${after}`);
    const expected = await failureAfter(contract.statuses.indexOf(after), failure);
    expect(await watchScenario(`failure-${after}`)).toEqual(expected);
  },
);

/** Returns a normal course up to a status, and then the contract's failure instead of the next status. */
async function failureAfter(lastIndex: number, failure: string): Promise<ObservedStage[]> {
  const normal = await watchScenario("success");
  const { data } = contract.example(contract.status, failure);
  const ageMs = normal[lastIndex + 1]?.ageMs ?? 0;
  return [...normal.slice(0, lastIndex + 1), { ageMs, messege: FAILED, data: String(data) }];
}

test("scenario stall: stays at the first running status", async () => {
  const running = contract.statuses.findIndex((name) => contract.phases[name] === "running");
  const [seen, normal] = await Promise.all([watchScenario("stall"), watchScenario("success")]);
  expect(seen).toEqual(normal.slice(0, running + 1));
});

test("scenario slow: takes three times as long", async () => {
  const [seen, normal] = await Promise.all([watchScenario("slow"), watchScenario("success")]);
  expect(seen).toEqual(normal.map((stage) => ({ ...stage, ageMs: stage.ageMs * 3 })));
});

test("scenario unknown-status: replaces deploying_model with a status that the contract does not list", async () => {
  const [seen, normal] = await Promise.all([watchScenario("unknown-status"), watchScenario("success")]);
  const replaced = seen.find(({ messege }) => !(messege in contract.phases));
  expect(seen).toEqual(
    normal.map((stage) =>
      stage.messege === "deploying_model" ? { ...stage, messege: replaced?.messege } : stage,
    ),
  );
});

test.each([
  ["worker-log", "worker_log", " /n "],
  ["newline-log", "newline_log", "\n"],
])("scenario %s: the log grows to the contract's %s", async (scenario, example, separator) => {
  const seen = await watchScenario(scenario);
  const whole = String(contract.example(contract.status, example)["data"]);
  expect(seen.at(-1)).toMatchObject({ messege: ready, data: whole });
  const logs = seen.filter(({ messege }) => contract.phases[messege] !== "queued").map(({ data }) => data);
  for (const [index, log] of logs.entries()) {
    expect(whole.startsWith(log)).toBe(true);
    expect(log.length).toBeGreaterThanOrEqual(logs[index - 1]?.length ?? 0);
  }
  expect(logs[0]?.split(separator).filter(Boolean)).toHaveLength(1);
});

test("scenario worker-log: a status has reached the worker's step of the same name", async () => {
  const seen = await watchScenario("worker-log");
  const logOf = (wanted: string) => seen.find(({ messege }) => messege === wanted)?.data;
  expect(logOf("trained_model_compressing")).toMatch(/Step:3 Model Compressing, [^/]*$/);
  expect(logOf("trained_model_uploading")).toMatch(/Step:3 Model Uploading, [^/]*$/);
});

test("scenario out-of-order: repeats steps, rewrites them and changes their order", async () => {
  const [seen, normal] = await Promise.all([watchScenario("out-of-order"), watchScenario("success")]);
  const stepsOf = (data: string) => [...data.matchAll(/Step:(\d+)/g)].map(([, step]) => step);
  const reorder = ([first, ...others]: (string | undefined)[]) =>
    first === undefined ? [] : [...others, first, others.at(-1) ?? first];
  expect(seen.map(({ messege }) => messege)).toEqual(contract.statuses);
  expect(seen.map(({ data }) => stepsOf(data))).toEqual(normal.map(({ data }) => reorder(stepsOf(data))));
  const firstLine = /Step:[^/]*/.exec(normal.at(-1)?.data ?? "")?.[0].trim() ?? "";
  const rewritten = firstLine.replace(/\d+(?= minutes)/, (minutes) => String(Number(minutes) - 1));
  expect(seen.at(-1)?.data).not.toContain(firstLine);
  expect(seen.at(-1)?.data).toContain(rewritten);
});

test("scenario spam-filter: refuses the same request for the documented time, and no other", async () => {
  let now = 1_790_000_000_000;
  await using mock = await createMock({ scenario: "spam-filter", now: () => now });
  const refusal = contract.example(contract.create, "rate_limit_exceeded");
  const windowMs = Number(/wait for (\d+) seconds/.exec(String(refusal["tips"]))?.[1]) * 1000;
  const [first] = contract.statuses;
  const id = await create(mock.fetch);
  expect((await post(mock.fetch, CREATE, trainingRequest)).json).toEqual(refusal);
  const different = { ...trainingRequest, seed: "1" };
  expect((await post(mock.fetch, CREATE, different)).json).toHaveProperty("training_id");
  expect(await status(mock.fetch, id)).toHaveProperty("messege", first);
  now += windowMs - 1;
  expect(await status(mock.fetch, id)).toEqual(refusal);
  now += 1;
  expect(await status(mock.fetch, id)).toHaveProperty("messege", first);
  expect((await post(mock.fetch, CREATE, trainingRequest)).json).toHaveProperty("training_id");
  expect(mock.created).toBe(3);
});

test("without spam-filter the same request succeeds again", async () => {
  await using mock = await createMock();
  expect(await create(mock.fetch)).not.toBe(await create(mock.fetch));
});

test("an unknown scenario is refused, and the message lists those that exist", async () => {
  await using mock = await createMock();
  const { status, json } = await post(mock.fetch, CREATE, trainingRequest, { prefer: "scenario=nope" });
  expect(status).toBe(400);
  expect(json["message"]).toMatch(/no scenario "nope".*success, failure/);
  await expect(createMock({ scenario: "nope" })).rejects.toThrow(/no scenario "nope".*success, failure/);
});

test("an id has room for all scenarios", () => {
  expect(scenarios.length).toBeLessThanOrEqual(32);
});
