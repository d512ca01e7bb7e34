import { createMock, faults, scenarios, type Mock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { loadContract } from "../src/contract/load-contract.ts";
import { planStages } from "../src/life-cycle/stages.ts";
import { MAX_SESSIONS } from "../src/sessions/sessions.ts";
import { KEPT_PER_SESSION } from "../src/sessions/session.ts";
import { create, CREATE, HOST, post, STATUS, status, trainingRequest } from "./training-request.ts";

const contract = await loadContract();
const [first, second] = contract.statuses;
const secondAtMs = planStages(contract, scenarioOf("success"))[1]?.startsAtMs ?? 0;
const frozen = { now: () => 1_790_000_000_000 };

function scenarioOf(name: string) {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`There is no scenario ${name}.`);
  return found;
}

const createFor = (mock: Mock, key: string) => create(mock.fetch, {}, HOST, key);
const statusFor = async (mock: Mock, id: string, key: string) =>
  (await status(mock.fetch, id, HOST, key))["messege"];

test("advance of one session ages its trainings, and those of no other session", async () => {
  await using mock = await createMock(frozen);
  const [one, other] = await Promise.all([createFor(mock, "one"), createFor(mock, "other")]);
  await mock.session("one").advance(secondAtMs);
  expect(await statusFor(mock, one, "one")).toBe(second);
  expect(await statusFor(mock, other, "other")).toBe(first);
});

test("a scenario of one session applies to its creates only, and Prefer takes precedence", async () => {
  await using mock = await createMock({ ...frozen, scenario: "slow" });
  mock.session("one").scenario("stall");
  await createFor(mock, "one");
  await createFor(mock, "other");
  await create(mock.fetch, { prefer: "scenario=failure" }, HOST, "one");
  const used = (key?: string) =>
    (key === undefined ? mock : mock.session(key)).requests.map(({ scenario }) => scenario);
  expect([used("one"), used("other")]).toEqual([["stall", "failure"], ["slow"]]);
});

test("a session counts its own creates, requests and uses of the contract", async () => {
  await using mock = await createMock(frozen);
  await createFor(mock, "one");
  await createFor(mock, "other");
  await statusFor(mock, await createFor(mock, "other"), "other");
  const [one, other] = [mock.session("one"), mock.session("other")];
  expect([one.created, other.created, mock.created]).toEqual([1, 2, 3]);
  expect([one.requests.length, other.requests.length, mock.requests.length]).toEqual([1, 3, 4]);
  const countOf = (session: Pick<Mock, "contractReport">) =>
    session
      .contractReport()
      .operations.map(({ count }) => count)
      .filter((count) => count > 0);
  expect([countOf(one), countOf(other), countOf(mock)]).toEqual([[1], [2, 1], [3, 1]]);
});

test("a session has the deliveries of its own trainings", async () => {
  await using mock = await createMock(frozen);
  const webhook = "http://127.0.0.1:1/hook";
  for (const [key, of] of [
    ["one", "1"],
    ["other", "2"],
  ])
    await post(mock.fetch, CREATE, { ...trainingRequest, key, webhook: `${webhook}?of=${of}` });
  await mock.session("one").advance(0);
  await mock.session("other").advance(secondAtMs);
  const urls = (key: string) => mock.session(key).deliveries.map(({ url }) => url);
  expect(urls("one")).toEqual([`${webhook}?of=1`]);
  expect(new Set(urls("other"))).toEqual(new Set([`${webhook}?of=2`]));
  expect(urls("other").length).toBeGreaterThan(1);
  expect(mock.deliveries).toHaveLength(urls("one").length + urls("other").length);
});

test("without a key, a request belongs to the session of the empty key", async () => {
  await using mock = await createMock(frozen);
  await post(mock.fetch, CREATE, {});
  await mock.fetch(HOST + CREATE);
  expect(mock.session("").requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
});

test("a training belongs to whichever session requests its status", async () => {
  await using mock = await createMock(frozen);
  await mock.session("other").advance(secondAtMs);
  await mock.session("one").advance(5 * secondAtMs);
  const id = await createFor(mock, "one");
  expect(await statusFor(mock, id, "one")).toBe(first);
  expect(await statusFor(mock, id, "other")).toBe(first);
  await mock.session("other").advance(secondAtMs);
  expect(await statusFor(mock, id, "one")).toBe(first);
  expect(await statusFor(mock, id, "other")).toBe(second);
});

test("advance of all sessions ages every training, also in a session that begins later", async () => {
  await using mock = await createMock(frozen);
  const id = await createFor(mock, "one");
  await mock.advance(secondAtMs);
  expect(await statusFor(mock, id, "one")).toBe(second);
  expect(await statusFor(mock, id, "later")).toBe(second);
  expect(await statusFor(mock, await createFor(mock, "one"), "one")).toBe(first);
});

test("a scenario of all sessions replaces those of single sessions", async () => {
  await using mock = await createMock(frozen);
  mock.session("one").scenario("stall");
  mock.scenario("slow");
  await createFor(mock, "one");
  expect(mock.requests[0]?.scenario).toBe("slow");
});

test.each(["one", undefined])(
  "an unknown scenario is refused, and the message lists those that exist",
  async (key) => {
    await using mock = await createMock(frozen);
    const session = key === undefined ? mock : mock.session(key);
    expect(() => session.scenario("nope")).toThrow(/no scenario "nope".*success, failure/);
  },
);

test("random faults of a session depend on its key and the seed, not on other sessions", async () => {
  const options = { faults: { rate: 0.5, seed: 7, latencyMs: 0 } };
  const draw = async (mock: Mock, key: string) => {
    await mock
      .fetch(`${HOST}${STATUS}/x`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ key }),
      })
      .then((response) => response.body?.cancel())
      .catch(() => undefined);
  };
  const drawn = (mock: Mock, key: string) => mock.session(key).requests.map(({ fault }) => fault);
  await using alone = await createMock(options);
  await using crowded = await createMock(options);
  for (let request = 0; request < 40; request += 1) {
    await draw(alone, "one");
    await draw(crowded, "other");
    await draw(crowded, "one");
  }
  expect(drawn(crowded, "one")).toEqual(drawn(alone, "one"));
  expect(drawn(crowded, "other")).not.toEqual(drawn(alone, "one"));
});

test("spam-filter remembers requests of one session", async () => {
  await using mock = await createMock({ ...frozen, scenario: "spam-filter" });
  const id = await createFor(mock, "one");
  const polled = async (key: string) => (await status(mock.fetch, id, HOST, key))["status"];
  expect([await polled("one"), await polled("other"), await polled("one")]).toEqual([
    "success",
    "success",
    "error",
  ]);
  mock.session("one").reset();
  expect(await polled("one")).toBe("success");
});

test("64 concurrent sessions see nothing of one another", async () => {
  await using mock = await createMock(frozen);
  const { url } = await mock.listen();
  const harmless = faults.filter(({ code }) => code !== undefined);

  async function drive(index: number) {
    const key = `driver-${index}`;
    const scenario = scenarios[index % 13]?.name ?? "";
    const fault = harmless[index % harmless.length];
    const control = (name: string, body: unknown) =>
      post(fetch, `/__mock/${name}?session=${key}`, body, {}, url);
    await control("scenario", { scenario });
    await control("script", { operation: "getTrainingStatus", next: ["ok", fault?.name] });
    const id = await create(fetch, {}, url, key);
    const advancedMs = index * 60_000;
    await control("advance", { ms: advancedMs });
    const polled = await status(fetch, id, url, key);
    const faulty = await post(fetch, `${STATUS}/${id}`, { key }, {}, url);
    const requests = await (await fetch(`${url}/__mock/requests?session=${key}`)).json();
    const stages = planStages(contract, scenarioOf(scenario));
    const stage = stages.findLast(({ startsAtMs }) => startsAtMs <= advancedMs);
    const expected = { ...contract.example(contract.status, stage?.example ?? ""), ...stage?.patch };
    expect([polled, faulty.status]).toEqual([expected, fault?.code]);
    expect(requests).toMatchObject([
      { operationId: "createTraining", trainingId: id, scenario },
      { operationId: "getTrainingStatus", trainingId: id, scenario, scripted: "ok" },
      { operationId: "getTrainingStatus", status: fault?.code, fault: fault?.name },
    ]);
    expect(requests).toHaveLength(3);
    expect(mock.session(key).created).toBe(1);
  }

  await Promise.all(Array.from({ length: 64 }, (_, index) => drive(index)));
  expect(mock.created).toBe(64);
});

test("reset forgets everything but the trainings", async () => {
  await using mock = await createMock(frozen);
  const session = mock.session("one");
  session.scenario("slow");
  await post(mock.fetch, CREATE, { ...trainingRequest, key: "one", webhook: "http://127.0.0.1:1/hook" });
  const id = await createFor(mock, "one");
  await session.advance(secondAtMs * 10);
  expect(session.deliveries.length).toBeGreaterThan(0);
  session.script("503");
  session.reset();
  expect([session.created, session.requests, session.deliveries, session.unusedScript]).toEqual([
    0,
    [],
    [],
    [],
  ]);
  expect(session.contractReport().untouched).toEqual(contract.operations.map(({ iid }) => iid));
  expect(await statusFor(mock, id, "one")).toBe(first);
  await createFor(mock, "one");
  expect(session.requests.at(-1)?.scenario).toBe("success");
  await session.advance(secondAtMs * 100);
  expect(session.deliveries).toEqual([]);
});

test("reset of one session leaves the others and the mock's totals as they are", async () => {
  await using mock = await createMock(frozen);
  await createFor(mock, "one");
  await createFor(mock, "other");
  const total = mock.contractReport();
  mock.session("one").reset();
  expect([mock.session("other").created, mock.created]).toEqual([1, 2]);
  expect(mock.contractReport()).toEqual(total);
});

test("reset of all sessions forgets the totals, the scenario, the script and what was advanced", async () => {
  await using mock = await createMock({ ...frozen, scenario: "slow" });
  const id = await createFor(mock, "one");
  mock.scenario("stall");
  mock.script("429");
  await mock.advance(1e9);
  mock.reset();
  expect([mock.created, mock.requests, mock.unusedScript]).toEqual([0, [], []]);
  expect(mock.contractReport().untouched).toEqual(contract.operations.map(({ iid }) => iid));
  expect(await statusFor(mock, id, "one")).toBe(first);
  await createFor(mock, "one");
  expect(mock.requests.at(-1)?.scenario).toBe("slow");
});

test("a session keeps its newest 1,000 requests", async () => {
  await using mock = await createMock(frozen);
  for (let index = 0; index < KEPT_PER_SESSION + 5; index += 1)
    await post(mock.fetch, `${STATUS}/${index}`, { key: "one" });
  await post(mock.fetch, `${STATUS}/x`, { key: "other" });
  const ids = mock.session("one").requests.map(({ trainingId }) => trainingId);
  expect([ids.length, ids[0], ids.at(-1)]).toEqual([KEPT_PER_SESSION, "5", String(KEPT_PER_SESSION + 4)]);
  expect(mock.requests.at(-1)?.trainingId).toBe("x");
});

test("the least recently used of too many sessions is forgotten, but not its trainings or the totals", async () => {
  await using mock = await createMock(frozen);
  const id = await createFor(mock, "oldest");
  await createFor(mock, "used");
  for (let index = 2; index < MAX_SESSIONS; index += 1) await statusFor(mock, "x", `key-${index}`);
  await statusFor(mock, "x", "used");
  await statusFor(mock, "x", "one too many");
  expect([mock.session("used").created, mock.created]).toEqual([1, 2]);
  expect(mock.session("oldest").created).toBe(0);
  expect(await statusFor(mock, id, "oldest")).toBe(first);
  const { operations } = mock.contractReport();
  expect(operations[0]?.count).toBe(2);
});

test("long keys are told apart by their beginning", async () => {
  await using mock = await createMock(frozen);
  const long = "k".repeat(100_000);
  await createFor(mock, `a${long}`);
  await createFor(mock, `b${long}`);
  expect([mock.session(`a${long}`).created, mock.session(`b${long}`).created]).toEqual([1, 1]);
});

test("names of an object's own properties are keys like others", async () => {
  await using mock = await createMock(frozen);
  for (const key of ["__proto__", "constructor"]) {
    expect(mock.session(key).created).toBe(0);
    await createFor(mock, key);
    expect(mock.session(key).created).toBe(1);
  }
});
