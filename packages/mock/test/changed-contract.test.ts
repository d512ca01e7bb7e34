import { describe, expect, test } from "vitest";
import { buildMock } from "../src/build-mock.ts";
import type { Contract } from "../src/contract/contract.ts";
import { estimateStarts } from "../src/life-cycle/start-times.ts";
import { addStatus, loadChanged, renameStatus, statusExamples } from "./changed-contract.ts";
import { create, CREATE, post, status, trainingRequest } from "./training-request.ts";

const MINUTE_MS = 60_000;
const CANCEL = "/api/test/cancel";
const CANCELLED = { status: "success", messege: "training_cancelled" };

const withCancel = await loadChanged(({ paths }) => {
  paths[`${CANCEL}/{training_id}`] = {
    post: {
      operationId: "cancelTest",
      parameters: [{ name: "training_id", in: "path", required: true, schema: { type: "string" } }],
      requestBody: {
        required: true,
        content: {
          "application/json": { schema: { $ref: "#/components/schemas/GetTrainingStatusRequest" } },
        },
      },
      responses: {
        "200": {
          description: "The training was cancelled.",
          content: {
            "application/json": {
              schema: { type: "object" },
              examples: { cancelled: { value: CANCELLED }, too_late: { value: { status: "error" } } },
            },
          },
        },
      },
    },
  };
});

describe("an operation that the contract gains", () => {
  test("has its first example as its response, and creates nothing", async () => {
    await using mock = await buildMock(withCancel, {});
    const id = await create(mock.fetch);
    const { status: code, json } = await post(mock.fetch, `${CANCEL}/${id}`, { key: "k" });
    expect([code, json]).toEqual([200, CANCELLED]);
    expect(mock.created).toBe(1);
    const { operations } = mock.contractReport();
    const covered = operations.find(({ operationId }) => operationId === "cancelTest");
    expect(covered?.responses[0]?.examples).toEqual({ cancelled: 1, too_late: 0 });
  });

  test("has its other examples on request", async () => {
    await using mock = await buildMock(withCancel, {});
    const { json } = await post(mock.fetch, `${CANCEL}/x`, { key: "k" }, { prefer: "example=too_late" });
    expect(json).toEqual({ status: "error" });
  });

  test.each([
    ["", 200, { message: "Invalid Api Key" }],
    ["invalid", 401, {}],
    ["no-credits", 402, {}],
    ["rate-limited", 429, {}],
  ])("refuses the key %j with %i, as the other operations do", async (key, code, part) => {
    await using mock = await buildMock(withCancel, {});
    const response = await post(mock.fetch, `${CANCEL}/x`, { key });
    const other = await post(mock.fetch, CREATE, { ...trainingRequest, key });
    expect([response.status, response.json]).toEqual([code, other.json]);
    expect(response.json).toMatchObject({ status: "error", ...part });
  });

  test("has faults", async () => {
    await using mock = await buildMock(withCancel, {});
    const prefer = "fault=unavailable";
    const response = await post(mock.fetch, `${CANCEL}/x`, { key: "k" }, { prefer });
    expect([response.status, response.json["status"]]).toEqual([503, "error"]);
  });

  test("needs no key if the contract does not have one", async () => {
    const contract = await loadChanged(({ paths }) => {
      const responses = { "200": { description: "The balance." } };
      paths["/api/balance"] = { post: { operationId: "getBalance", responses } };
    });
    await using mock = await buildMock(contract, {});
    const response = await mock.fetch("https://mock.test/api/balance", { method: "POST" });
    expect(response.status).toBe(200);
  });

  test("has its path parameter validated", async () => {
    const contract = await loadChanged(({ paths }) => {
      const schema = { type: "string", enum: ["yesterday"] };
      const parameters = [{ name: "day", in: "path", required: true, schema }];
      const responses = { "200": { description: "The usage." } };
      paths["/api/usage/{day}"] = { post: { operationId: "getUsage", parameters, responses } };
    });
    await using mock = await buildMock(contract, { strict: true });
    const request = async (day: string): Promise<number> =>
      (await mock.fetch(`https://mock.test/api/usage/${day}`, { method: "POST" })).status;
    expect([await request("yesterday"), await request("tomorrow")]).toEqual([200, 422]);
  });
});

test("an optional request field that the contract gains is accepted and validated", async () => {
  const contract = await loadChanged(({ components }) => {
    const { properties } = components.schemas.CreateTrainingRequest;
    properties["field_of_this_test"] = { type: "string", pattern: "^\\d+$" };
  });
  await using mock = await buildMock(contract, {});
  const send = async (field: object): Promise<unknown> =>
    (await post(mock.fetch, CREATE, { ...trainingRequest, ...field })).json["status"];
  expect(await send({})).toBe("success");
  expect(await send({ field_of_this_test: "50" })).toBe("success");
  expect(await send({ field_of_this_test: "many" })).toBe("error");
});

describe("a status that the contract gains", () => {
  /** Returns the statuses of a training, with the age at which it reaches them in minutes. */
  async function watch(contract: Contract): Promise<[string, number][]> {
    let now = 0;
    await using mock = await buildMock(contract, { now: () => now });
    const id = await create(mock.fetch);
    const seen: [string, number][] = [];
    for (const startMs of estimateStarts(contract)) {
      now = startMs;
      seen.push([String((await status(mock.fetch, id)).messege), startMs / MINUTE_MS]);
    }
    return seen;
  }

  test("is the first stage, for as long as its example estimates", async () => {
    const unchanged = await loadChanged(() => {});
    const [first = "", second = ""] = unchanged.statuses;
    const { data } = unchanged.example(unchanged.status, first);
    const estimate = Number(/(\d+) minutes/.exec(String(data))?.[1]);
    const contract = await loadChanged((document) =>
      addStatus(document, {
        name: "status_of_this_test",
        before: first,
        phase: "queued",
        data: `it will take upto ${estimate + 20} minutes.`,
      }),
    );
    const seen = await watch(contract);
    const secondMinute = (estimateStarts(unchanged)[1] ?? 0) / MINUTE_MS;
    expect(seen.slice(0, 3)).toEqual([
      ["status_of_this_test", 0],
      [first, 20],
      [second, 20 + secondMinute],
    ]);
    expect(seen.map(([name]) => name)).toEqual(["status_of_this_test", ...unchanged.statuses]);
  });

  test("is the stage before the last, and shares its time if its estimate is not its own", async () => {
    const unchanged = await loadChanged(() => {});
    const [previous = "", last = ""] = unchanged.statuses.slice(-2);
    const contract = await loadChanged((document) => {
      const data = String(statusExamples(document)[previous]?.value["data"]);
      addStatus(document, { name: "status_of_this_test", before: last, phase: "running", data });
    });
    const seen = await watch(contract);
    expect(seen.map(([name]) => name)).toEqual([
      ...unchanged.statuses.slice(0, -1),
      "status_of_this_test",
      last,
    ]);
    const [before = 0, own = 0, end = 0] = seen.slice(-3).map(([, minute]) => minute);
    expect(own - before).toBeCloseTo(end - own);
    expect(own).toBeLessThan(end);
  });
});

describe("what the mock depends on", () => {
  test.each(["training_started", "trained_model_compressing", "deploying_model"])(
    "without the status %s, the mock does not start and names the scenario",
    async (name) => {
      const contract = await loadChanged((document) => renameStatus(document, name, `${name}_now`));
      await expect(buildMock(contract, {})).rejects.toThrow(
        new RegExp(`^The scenario "[a-z_-]+" depends on the status "${name}", .* one of: .*${name}_now`),
      );
    },
  );

  test.each(["training_failed", "training_failed_deploying_model"])(
    "without the example %s, the mock does not start and names the scenario",
    async (name) => {
      const contract = await loadChanged((document) => delete statusExamples(document)[name]);
      await expect(buildMock(contract, {})).rejects.toThrow(
        new RegExp(`^The scenario "failure[a-z_-]*" depends on the example "${name}" of getTrainingStatus`),
      );
    },
  );

  test.each(["worker_log", "newline_log", "training_id_not_found"])(
    "without the example %s, the mock does not start and names it",
    async (name) => {
      const contract = await loadChanged((document) => delete statusExamples(document)[name]);
      await expect(buildMock(contract, {})).rejects.toThrow(
        `The contract has no example ${name} in the 200 response of getTrainingStatus.`,
      );
    },
  );

  test("without phases, the contract is refused", async () => {
    const loading = loadChanged(({ components }) => {
      Reflect.deleteProperty(components.schemas.TrainingStatus, "x-enumPhases");
    });
    await expect(loading).rejects.toThrow("The contract has no x-enumPhases");
  });
});
