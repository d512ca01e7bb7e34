import { createMock, faults } from "@dreambooth-sandbox/mock";
import { describe, expect, test } from "vitest";
import { loadContract } from "../src/contract/load-contract.ts";
import { listExamples } from "../src/contract/operation.ts";
import { LONGEST_SCRIPT } from "../src/sessions/script.ts";
import { create, CREATE, HOST, post, STATUS, trainingRequest } from "./training-request.ts";
import { transports } from "./transports.ts";

const contract = await loadContract();
const key = trainingRequest.key;
const STATUS_OF_X = `${STATUS}/${contract.documentedId}`;
const codes = contract.status.responses.map(({ code }) => code).filter((code) => code !== "200");
const examples = listExamples(contract.status, "200");

describe.each(transports)("$name", ({ reach }) => {
  test("a script decides the next responses, in order", async () => {
    await using mock = await reach();
    const { json } = await post(
      mock.fetch,
      `/__mock/script?session=${key}`,
      { next: ["reset-after", "429", 503, "ok", "rate_limit_exceeded"] },
      {},
      mock.host,
    );
    expect(json["next"]).toHaveLength(5);
    const send = () => post(mock.fetch, CREATE, trainingRequest, {}, mock.host);
    await expect(send()).rejects.toThrow("fetch failed");
    expect(mock.mock.created).toBe(1);
    expect([(await send()).status, (await send()).status]).toEqual([429, 503]);
    expect(mock.mock.created).toBe(1);
    expect((await send()).json).toHaveProperty("training_id");
    expect((await send()).json).toEqual(contract.example(contract.create, "rate_limit_exceeded"));
    expect((await send()).json).toHaveProperty("training_id");
    expect(mock.mock.created).toBe(3);
    expect(mock.mock.requests.map(({ scripted }) => scripted)).toEqual([
      "reset-after",
      "429",
      "503",
      "ok",
      "rate_limit_exceeded",
      undefined,
    ]);
  });
});

test.each(codes)("%s is the contract's response with that code", async (code) => {
  await using mock = await createMock();
  mock.script(code);
  const { status, json } = await post(mock.fetch, STATUS_OF_X, { key });
  expect([status, json]).toEqual([Number(code), listExamples(contract.status, code)[0]?.value]);
});

test.each(examples)("$name is that example", async ({ name, value }) => {
  await using mock = await createMock();
  mock.script(name);
  expect((await post(mock.fetch, STATUS_OF_X, { key })).json).toEqual(value);
});

test.each(faults.filter(({ code }) => code !== undefined))("$name is that fault", async ({ name, code }) => {
  await using mock = await createMock();
  mock.script(name);
  const { status } = await post(mock.fetch, STATUS_OF_X, { key });
  expect([status, mock.requests[0]?.fault]).toEqual([code, name]);
});

test("no fault and no example is named like another response", () => {
  const names = new Set(["ok", ...faults.map(({ name }) => name), ...codes]);
  const all = contract.operations.flatMap((operation) => listExamples(operation, "200"));
  expect(all.filter(({ name }) => names.has(name))).toEqual([]);
});

test("a scripted ok prevents a random fault", async () => {
  await using mock = await createMock({ faults: { rate: 1 } });
  mock.script(...Array.from({ length: 20 }, () => "ok"));
  for (let request = 0; request < 20; request += 1)
    expect((await post(mock.fetch, STATUS_OF_X, { key })).status).toBe(200);
  expect(new Set(mock.requests.map(({ fault }) => fault))).toEqual(new Set([undefined]));
});

test("a script of one operation decides its responses only, before the general one", async () => {
  await using mock = await createMock();
  const session = mock.session(key);
  session.script("503");
  session.scriptOperation("getTrainingStatus", "429", "500");
  const codeOf = async (path: string) => (await post(mock.fetch, path, trainingRequest)).status;
  expect(await codeOf(STATUS_OF_X)).toBe(429);
  expect(await codeOf(CREATE)).toBe(503);
  expect(await codeOf(CREATE)).toBe(200);
  expect(await codeOf(STATUS_OF_X)).toBe(500);
  expect(await codeOf(STATUS_OF_X)).toBe(200);
});

test("a script of one session does not decide the responses of another", async () => {
  await using mock = await createMock();
  mock.session("other").script("429");
  expect((await post(mock.fetch, STATUS_OF_X, { key })).status).toBe(200);
  expect(mock.requests[0]).not.toHaveProperty("noMatch");
  expect((await post(mock.fetch, STATUS_OF_X, { key: "other" })).status).toBe(429);
});

test("a script of all sessions decides the next response of any, after the session's own", async () => {
  await using mock = await createMock();
  mock.script("503");
  mock.session(key).script("429");
  const codes = [];
  for (let request = 0; request < 3; request += 1)
    codes.push((await post(mock.fetch, STATUS_OF_X, { key })).status);
  expect(codes).toEqual([429, 503, 200]);
});

test("a response that no request has received can be seen", async () => {
  await using mock = await createMock();
  const session = mock.session(key);
  session.script("ok", "429");
  session.scriptOperation("createTraining", "html");
  await post(mock.fetch, STATUS_OF_X, { key });
  const unused = [{ response: "429" }, { response: "html", operationId: "createTraining" }];
  expect(session.unusedScript).toEqual(unused);
  const listed = await mock.fetch(`${HOST}/__mock/script?session=${key}`);
  expect(await listed.json()).toEqual({ next: unused });
  const all = await mock.fetch(`${HOST}/__mock/script`);
  expect(await all.json()).toEqual({ next: unused });
});

describe("a request that gets none of the scripted responses", () => {
  test("names the operation that the closest one is for", async () => {
    await using mock = await createMock();
    mock.session(key).scriptOperation("createTraining", "429");
    await post(mock.fetch, STATUS_OF_X, { key });
    expect(mock.requests[0]?.noMatch).toEqual({
      closest: "scripted response 429 of createTraining",
      reason: "The request is getTrainingStatus.",
    });
  });

  test("does not take an example that its operation does not have", async () => {
    await using mock = await createMock();
    mock.session(key).script("training_failed");
    await create(mock.fetch);
    expect(mock.requests[0]?.noMatch).toEqual({
      closest: "scripted response training_failed",
      reason: "createTraining has no response training_failed.",
    });
    expect((await post(mock.fetch, STATUS_OF_X, { key })).json["messege"]).toBe("training_failed");
  });

  test.each(["fault=html", "code=429"])("because of its Prefer: %s", async (prefer) => {
    await using mock = await createMock();
    mock.session(key).script("503");
    await mock.fetch(HOST + STATUS_OF_X, {
      method: "POST",
      headers: { "content-type": "application/json", prefer },
      body: JSON.stringify({ key }),
    });
    expect(mock.requests[0]?.noMatch).toEqual({
      closest: "scripted response 503",
      reason: "The request's preferences choose its response.",
    });
    expect(mock.session(key).unusedScript).toHaveLength(1);
  });
});

test("a redirected request does not take the next response", async () => {
  await using mock = await createMock();
  mock.session(key).script("redirect", "429");
  const { status, response } = await post(mock.fetch, CREATE, trainingRequest);
  expect([status, response.redirected, mock.created]).toEqual([200, true, 1]);
  expect(mock.session(key).unusedScript).toEqual([{ response: "429" }]);
});

describe("refused scripts", () => {
  test.each(["nope", "200", "created", "", null, {}, 418])(
    "%j is refused, and the message lists the valid responses",
    async (name) => {
      await using mock = await createMock();
      const { status, json } = await post(mock.fetch, "/__mock/script", { next: ["ok", name] });
      expect(status).toBe(400);
      const valid = ["ok", ...faults.map((fault) => fault.name), ...codes, "model_ready"];
      for (const known of valid) expect(json["message"]).toContain(known);
      expect(mock.unusedScript).toEqual([]);
    },
  );

  test("an unknown operation is refused, and the message lists those that exist", async () => {
    await using mock = await createMock();
    const { status, json } = await post(mock.fetch, "/__mock/script", { operation: "nope", next: ["ok"] });
    expect([status, json["message"]]).toEqual([
      400,
      `There is no operation "nope". Use one of: ${contract.operations.map(({ iid }) => iid).join(", ")}.`,
    ]);
  });

  test("an example is refused for an operation that does not have it", async () => {
    await using mock = await createMock();
    expect(() => mock.scriptOperation("createTraining", "model_ready")).toThrow(RangeError);
  });

  test.each([undefined, {}, { next: "429" }, "nope"])("%j is not a script", async (body) => {
    await using mock = await createMock();
    expect((await post(mock.fetch, "/__mock/script", body ?? "")).status).toBe(400);
  });

  test("more responses than a session keeps are refused together", async () => {
    await using mock = await createMock();
    const session = mock.session(key);
    session.script(...Array.from({ length: LONGEST_SCRIPT - 1 }, () => "ok"));
    expect(() => session.script("429", "503")).toThrow(
      "At most 100 scripted responses can wait in a session",
    );
    expect(session.unusedScript).toHaveLength(LONGEST_SCRIPT - 1);
    session.script("429");
    expect(session.unusedScript).toHaveLength(LONGEST_SCRIPT);
  });
});
