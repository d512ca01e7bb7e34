import { createMock, type Mock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { loadContract } from "../src/contract/contract.ts";
import { create, CREATE, HOST, post, STATUS, status, trainingRequest } from "./training-request.ts";
import { transports } from "./transports.ts";

const contract = await loadContract();
const KEY = "sk-very-secret-key";
const PARTS_OF_KEY = [KEY, KEY.slice(0, 8), KEY.slice(-8)];
const HIDDEN = "[redacted]";

/** Returns everything that the mock shows about its requests and webhooks. */
async function showAll(mock: Mock): Promise<string> {
  const shown: string[] = [];
  for (const query of ["", `?session=${KEY}`])
    for (const name of ["requests", "deliveries", "contract-report", "script", "health"])
      shown.push(await (await mock.fetch(`${HOST}/__mock/${name}${query}`)).text());
  return shown.join("\n");
}

test.each(transports)("$name: a request is listed with its response", async ({ reach }) => {
  await using mock = await reach();
  const { json } = await post(mock.fetch, CREATE, trainingRequest, {}, mock.host);
  const id = String(json["training_id"]);
  await post(mock.fetch, `${STATUS}/${id}`, { key: "test-key" }, { prefer: "fault=unavailable" }, mock.host);
  const [created, polled] = mock.mock.session("test-key").requests;
  expect(created).toMatchObject({
    operationId: contract.create.iid,
    method: "POST",
    path: CREATE,
    trainingId: id,
    status: 200,
    body: { ...trainingRequest, key: HIDDEN },
    response: { status: 200, body: json },
  });
  expect(Date.parse(created?.time ?? "")).toBeLessThanOrEqual(Date.now());
  expect(polled).toMatchObject({
    operationId: contract.status.iid,
    trainingId: id,
    fault: "unavailable",
    status: 503,
    response: { status: 503, body: { status: "error" } },
  });
});

test.each([
  ["reset-after", 0, undefined],
  ["trickle", 200, { status: 200 }],
])("the response of the fault %s has no body", async (fault, code, response) => {
  await using mock = await createMock();
  await mock
    .fetch(HOST + CREATE, {
      method: "POST",
      headers: { "content-type": "application/json", prefer: `fault=${fault}` },
      body: JSON.stringify(trainingRequest),
    })
    .then(({ body }) => body?.cancel())
    .catch(() => undefined);
  const [request] = mock.requests;
  expect([request?.status, request?.response, request?.fault]).toEqual([code, response, fault]);
});

test("requests are filtered by operation, status and training id", async () => {
  await using mock = await createMock();
  const [one, other] = [await create(mock.fetch), await create(mock.fetch)];
  await status(mock.fetch, one);
  await status(mock.fetch, other);
  await post(mock.fetch, `${STATUS}/${one}`, { key: "rate-limited" });
  const count = async (query: string): Promise<number> =>
    ((await (await mock.fetch(`${HOST}/__mock/requests?${query}`)).json()) as unknown[]).length;
  expect(await count("")).toBe(5);
  expect(await count("operation=createTraining")).toBe(2);
  expect(await count("status=429")).toBe(1);
  expect(await count(`training_id=${one}`)).toBe(3);
  expect(await count(`training_id=${one}&status=200&operation=getTrainingStatus`)).toBe(1);
  expect(await count(`session=rate-limited&training_id=${one}`)).toBe(1);
  expect(await count("session=nobody")).toBe(0);
});

test("the literal path {training_id} is an id like others", async () => {
  await using mock = await createMock();
  const { json } = await post(mock.fetch, `${STATUS}/{training_id}`, { key: "k" });
  expect(json).toEqual(contract.example(contract.status, "training_id_not_found"));
  expect(mock.requests[0]).toMatchObject({ operationId: contract.status.iid, trainingId: "{training_id}" });
});

test.each([
  [
    "POST",
    "/api/sandbox/v3/finetune",
    "POST /api/sandbox/v3/fine_tune",
    'has "finetune" instead of "fine_tune"',
  ],
  ["POST", "/api/v3/fine_tune", "POST /api/sandbox/v3/fine_tune", 'has "v3" instead of "sandbox"'],
  ["POST", `${CREATE}/`, "POST /api/sandbox/v3/fine_tune", 'continues with "/"'],
  ["POST", `${CREATE}/x/y`, "POST /api/sandbox/v3/fine_tune", 'continues with "/x/y"'],
  ["GET", CREATE, "POST /api/sandbox/v3/fine_tune", "The method is GET."],
  ["GET", `${STATUS}/x`, "POST /api/sandbox/v3/fine_tune_status/{training_id}", "The method is GET."],
  ["POST", STATUS, "POST /api/sandbox/v3/fine_tune_status/{training_id}", "has no {training_id}"],
  ["POST", `${STATUS}/x/y`, "POST /api/sandbox/v3/fine_tune_status/{training_id}", 'continues with "/y"'],
])("%s %s: the closest operation is %s", async (method, path, closest, reason) => {
  await using mock = await createMock();
  await mock.fetch(HOST + path, { method });
  expect(mock.requests[0]?.noMatch).toEqual({ closest, reason: expect.stringContaining(reason) });
});

test("a request that matched its operation has no closest one", async () => {
  await using mock = await createMock();
  await create(mock.fetch);
  expect(mock.requests[0]).not.toHaveProperty("noMatch");
});

test.each([
  ["in a field", JSON.stringify({ ...trainingRequest, key: KEY })],
  ["in several fields", JSON.stringify({ ...trainingRequest, key: KEY, instance_prompt: `photo of ${KEY}` })],
  [
    "in the URL of the webhook",
    JSON.stringify({ ...trainingRequest, key: KEY, webhook: `http://127.0.0.1:1/?k=${KEY}` }),
  ],
  ["escaped", `{"key":"sk-\\u0076ery-secret-key","seed":"${KEY}"}`],
  ["in JSON that is not valid", `{"key": "${KEY}" "seed": 1}`],
  ["in JSON that ends too early", `{"key":"${KEY}`],
  ["in a dictionary of Python", `{'key': '${KEY}', 'seed': '0'}`],
  ["in a form", `seed=0&key=${KEY}`],
  ["in a multipart form", `--x\r\nContent-Disposition: form-data; name="key"\r\n\r\n${KEY}\r\n--x--`],
  [
    "in a long body",
    JSON.stringify({ ...trainingRequest, instance_prompt: "x".repeat(5_000) + KEY, key: KEY }),
  ],
  ["where a long body is cut", `{"key":"${KEY}","class_prompt":"${"x".repeat(4_096 - 32)}${KEY}"}`],
  ["in a long body that is not valid", `{"class_prompt":"${"x".repeat(4_096 - 27)}","key":"${KEY}" no`],
])("the key is redacted %s", async (_, body) => {
  await using mock = await createMock({ now: () => 0 });
  for (const type of ["application/json", "text/plain", "application/x-www-form-urlencoded"])
    await post(mock.fetch, CREATE, body, { "content-type": type });
  await mock.advance(0);
  const shown = await showAll(mock);
  expect(PARTS_OF_KEY.filter((part) => shown.includes(part))).toEqual([]);
});

test("the key is redacted in paths, also where a long one is cut", async () => {
  await using mock = await createMock();
  for (const length of [0, 160, 5_000, 4_096 - STATUS.length - 5])
    await post(mock.fetch, `${STATUS}/${"x".repeat(length)}${KEY}`, { key: KEY });
  await post(mock.fetch, `/nowhere/${KEY}`, { key: KEY });
  const shown = await showAll(mock);
  expect(PARTS_OF_KEY.filter((part) => shown.includes(part))).toEqual([]);
});

test("a long body is listed as its first 4,096 characters", async () => {
  await using mock = await createMock();
  await post(mock.fetch, CREATE, { ...trainingRequest, instance_prompt: "x".repeat(100_000) });
  const body = String(mock.requests[0]?.body);
  expect([body.length, body.at(-1)]).toEqual([4_096, "…"]);
});
