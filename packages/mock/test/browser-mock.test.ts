import { faults, scenarios } from "@dreambooth-sandbox/mock";
import * as browser from "@dreambooth-sandbox/mock/browser";
import { describe, expect, test } from "vitest";
import { listExamples } from "../src/contract/operation.ts";
import { loadContract } from "../src/contract/load-contract.ts";
import { planStages } from "../src/life-cycle/stages.ts";
import { MAGIC_KEYS } from "../src/operations/magic-keys.ts";
import {
  createBoth,
  createInit,
  receive,
  toInit,
  withoutIds,
  type BothMocks,
  type Received,
} from "./both-mocks.ts";
import { create, CREATE, STATUS, trainingRequest } from "./training-request.ts";

const contract = await loadContract();
const stages = new Map(scenarios.map((scenario) => [scenario.name, planStages(contract, scenario)]));
const successStages = stages.get("success") ?? [];

/** Sends the same request to both mocks, and expects the same response. Returns it. */
async function expectSame({ prism, browser }: BothMocks, path: string, init: RequestInit): Promise<Received> {
  const expected = await receive(prism.fetch, path, init);
  const received = await receive(browser.fetch, path, init);
  expect(withoutIds(received)).toEqual(withoutIds(expected));
  return received;
}

test("the mock for pages has the same scenarios and faults", () => {
  expect(browser.scenarios).toEqual(scenarios);
  expect(browser.faults.map(({ name }) => name)).toEqual(faults.map(({ name }) => name));
});

describe("as the mock with Prism, the mock for pages", () => {
  test.each(scenarios)("goes through the stages of the scenario $name", async ({ name }) => {
    let now = 0;
    await using both = await createBoth({ now: () => now });
    const prefer = { prefer: `scenario=${name}` };
    const ids = {
      prism: await create(both.prism.fetch, prefer),
      browser: await create(both.browser.fetch, prefer),
    };
    for (const { startsAtMs } of stages.get(name) ?? [])
      for (const ageMs of [startsAtMs - 1, startsAtMs].filter((ms) => ms >= 0)) {
        now = ageMs;
        const expected = await receive(both.prism.fetch, `${STATUS}/${ids.prism}`, toInit({ key: "k", now }));
        const received = await receive(
          both.browser.fetch,
          `${STATUS}/${ids.browser}`,
          toInit({ key: "k", now }),
        );
        expect(expected.status).toBe(200);
        expect(received).toEqual(expected);
      }
    expect(both.browser.created).toBe(1);
  });

  test.each(faults)("has the fault $name at the create and at each stage", async ({ name, takesEffect }) => {
    let now = 0;
    await using both = await createBoth({ now: () => now, faults: { latencyMs: 0 } });
    const prefer = { prefer: `fault=${name}` };
    await expectSame(both, CREATE, createInit({}, prefer));
    expect([both.prism.created, both.browser.created]).toEqual([Number(takesEffect), Number(takesEffect)]);
    // An id does not depend on the mock that made it.
    const id = await create(both.prism.fetch);
    for (const { startsAtMs } of successStages) {
      now = startsAtMs;
      await expectSame(both, `${STATUS}/${id}`, toInit({ key: "k" }, prefer));
    }
  });

  test.each([
    ["the documented id", `${STATUS}/${contract.documentedId}`],
    ["an id that no mock made", `${STATUS}/unknown`],
    ["an id with escapes", `${STATUS}/%7Btraining_id%7D`],
  ])("responds to %s", async (_name, path) => {
    await using both = await createBoth();
    expect((await expectSame(both, path, toInit({ key: "k" }))).status).toBe(200);
  });

  test.each(["", ...Object.keys(MAGIC_KEYS), undefined])("refuses the key %j", async (key) => {
    await using both = await createBoth();
    await expectSame(both, CREATE, createInit({ key }));
    await expectSame(both, `${STATUS}/x`, toInit({ key }));
  });

  test("returns each example and each code of the contract on request", async () => {
    await using both = await createBoth();
    for (const { path, responses } of contract.operations)
      for (const { code } of responses) {
        const init = (prefer: string) => createInit({}, { prefer });
        const { status } = await expectSame(both, path, init(`code=${code}`));
        expect(status).toBe(Number(code));
        const operation = contract.operations.find((known) => known.path === path);
        for (const { name } of operation ? listExamples(operation, code) : [])
          await expectSame(both, path, init(`code=${code}, example=${name}`));
      }
    expect(both.browser.created).toBe(0);
  });

  test("has the same random faults, script, journal and contract report", async () => {
    await using both = await createBoth({ now: () => 0, faults: { rate: 0.3, seed: 5, latencyMs: 0 } });
    const id = await create(both.prism.fetch);
    await receive(both.browser.fetch, CREATE, createInit());
    for (const mock of [both.prism, both.browser]) {
      mock.session(trainingRequest.key).script("reset-after", 429, "training_failed", "ok");
      await mock.session(trainingRequest.key).advance(60 * 60_000);
    }
    for (let count = 0; count < 20; count += 1) {
      await expectSame(both, CREATE, createInit({ seed: String(count) }));
      await expectSame(both, `${STATUS}/${id}`, toInit({ key: trainingRequest.key }));
    }
    expect(both.browser.created).toBe(both.prism.created);
    expect(both.browser.session("other").requests).toEqual([]);
    const summarize = ({ requests }: { requests: readonly object[] }) =>
      withoutIds(
        requests.map((request) => ({ ...request, time: "", durationMs: 0, response: {}, violations: [] })),
      );
    expect(summarize(both.browser)).toEqual(summarize(both.prism));
    const count = (mock: BothMocks["prism" | "browser"]) => mock.contractReport().operations;
    expect(count(both.browser)).toEqual(count(both.prism));
  });

  test("has the control API", async () => {
    await using both = await createBoth();
    for (const path of ["/__mock/health", "/__mock/requests", "/__mock/contract-report", "/__mock/nothing"])
      await expectSame(both, path, { method: "GET" });
    await expectSame(both, "/__mock/script?session=s", { body: '{"next": ["429"]}' });
    expect(both.browser.session("s").unusedScript).toEqual(both.prism.session("s").unusedScript);
  });
});
