import { afterAll, beforeAll, expect, test } from "vitest";
import { loadContract } from "../../../src/contract/contract.ts";
import { startBuiltMock, type ServerProcess } from "../../prism-process.ts";
import { CREATE, trainingRequest } from "../../training-request.ts";
import { differences, type DifferenceName } from "./differences.ts";
import { sendRaw, type RawRequest } from "./exchange.ts";
import { explain } from "./explain.ts";
import { startReference, type Reference } from "./reference.ts";
import { generateRequests } from "./requests.ts";

const REQUESTS = 3_000;
const SHOWN = 5;
const SEED = Number(process.env["FC_SEED"] ?? Date.now() % 1_000_000);

/** Requests of documented differences that are too large or too rare to be generated. */
const RARE: RawRequest[] = [
  createWith({ body: Buffer.alloc(1024 * 1024 + 1, " ") }),
  createWith({ method: "GET", target: "/__mock/health", body: undefined }),
  createWith({ body: Buffer.from(`${"[".repeat(101)}${"]".repeat(101)}`) }),
  createWith({ body: Buffer.alloc(0), chunked: true }),
  createWith({ headers: { "content-type": "application/json", prefer: "dynamic=true" } }),
  createWith({ headers: { "content-type": "multipart/form-data; boundary=x" }, body: undefined }),
];

const contract = await loadContract();
let reference: Reference;
let mock: ServerProcess;

beforeAll(async () => {
  [reference, mock] = await Promise.all([startReference(), startBuiltMock("--strict")]);
});

afterAll(() => Promise.all([reference[Symbol.asyncDispose](), mock[Symbol.asyncDispose]()]));

test(`--strict differs from prism mock only as documented (seed ${SEED})`, async () => {
  const unexplained: object[] = [];
  const found = new Set<DifferenceName>();
  let equal = 0;
  for (const request of [...RARE, ...generateRequests(contract, REQUESTS, SEED)]) {
    const response = await sendRaw(mock.url, request);
    const names = await explain(reference, request, response);
    if (names?.length === 0) equal += 1;
    for (const name of names ?? []) found.add(name);
    if (!names) unexplained.push({ request: show(request), prism: await reference.send(request), response });
  }
  expect(unexplained.slice(0, SHOWN), `${unexplained.length} differences are not documented`).toEqual([]);
  expect(equal).toBeGreaterThan(REQUESTS / 4);
  // The documented list has no entry that does not occur.
  expect([...found].toSorted()).toEqual(Object.keys(differences).toSorted());
});

test("prism mock does not respond to invalid JSON, and exits at Accept: *", async () => {
  const invalid = createWith({ body: Buffer.from("{") });
  const asterisk = createWith({ headers: { "content-type": "application/json", accept: "*" } });
  expect(await reference.send(invalid, { predict: false })).toEqual({ failure: "silence" });
  expect(await reference.send(asterisk, { predict: false })).toEqual({ failure: "exit" });
});

function createWith(change: Partial<RawRequest>): RawRequest {
  return {
    method: "POST",
    target: CREATE,
    headers: { "content-type": "application/json" },
    body: Buffer.from(JSON.stringify(trainingRequest)),
    chunked: false,
    ...change,
  };
}

function show({ body, ...request }: RawRequest): object {
  return { ...request, body: body?.toString("latin1").slice(0, 1_000) };
}
