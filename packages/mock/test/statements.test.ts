import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { formatViolations } from "../src/command/format-violations.ts";
import { createContractReport } from "../src/contract/contract-report.ts";
import { contractPath, loadContract } from "../src/contract/load-contract.ts";
import { createInspector } from "../src/http/proxy/inspection.ts";
import { CREATE, STATUS, trainingRequest } from "./training-request.ts";

const contract = await loadContract();
const inspect = await createInspector(contract);
const text = await readFile(contractPath, "utf8");
const document: unknown = parse(text);
const JSON_TYPE = "application/json";

/** Returns what is at a JSON pointer of the contract. */
function resolve(pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], document);
}

function capture(body: unknown) {
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  return { bytes, length: bytes.length };
}

/** Returns the names of an object, and what references refer to. */
function showNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (item as { $ref?: string } | null)?.$ref ?? item);
  return typeof value === "object" && value !== null ? Object.keys(value) : value;
}

interface Sent {
  path?: string;
  method?: string;
  request?: unknown;
  requestType?: string;
  status?: number;
  response?: unknown;
  responseType?: string;
}

/** Returns the violations of an exchange, whose request and response are valid but for what is given. */
async function findViolations({
  path = CREATE,
  method = "POST",
  request = trainingRequest,
  requestType = JSON_TYPE,
  status = 200,
  response = { status: "error", message: "no" },
  responseType = JSON_TYPE,
}: Sent) {
  const exchange = {
    request: { method, path, query: "", headers: { "content-type": requestType }, body: capture(request) },
    response: { status, statusText: "", headers: { "content-type": responseType }, body: capture(response) },
    startedMs: 0,
    waitMs: 0,
    receiveMs: 0,
  };
  return (await inspect(exchange)).violations;
}

const SCHEMAS = "#/components/schemas";
const OPERATION = "#/paths/~1api~1sandbox~1v3~1fine_tune/post";

test.each<[string, Sent, string]>([
  [
    "a wrong type",
    { path: `${STATUS}/x`, response: { status: "success", messege: 5 } },
    `${SCHEMAS}/OpenTrainingStatus/type`,
  ],
  [
    "a missing field",
    { response: { status: "success", messege: "x" } },
    `${SCHEMAS}/CreatedTraining/required/2`,
  ],
  [
    "a wrong value in an error",
    { response: { status: "error", retry_after: -1 } },
    `${SCHEMAS}/ErrorResponse/properties/retry_after/minimum`,
  ],
  [
    "a wrong item",
    { response: { status: "error", message: { images: [5] } } },
    `${SCHEMAS}/ErrorResponse/properties/message/additionalProperties/items/type`,
  ],
  [
    "a status that selects no schema",
    { response: { status: "odd" } },
    `${OPERATION}/responses/200/content/application~1json/schema/oneOf`,
  ],
  [
    "a success under an error's code",
    { status: 500, response: { status: "success" } },
    `${SCHEMAS}/ErrorStatus/enum`,
  ],
  ["an unknown status code", { status: 418 }, `${OPERATION}/responses`],
  [
    "a wrong field of the request",
    { request: { ...trainingRequest, seed: "x" } },
    `${SCHEMAS}/CreateTrainingRequest/properties/seed/pattern`,
  ],
  [
    "a wrong item of the request",
    { request: { ...trainingRequest, images: ["ftp://x"] } },
    `${SCHEMAS}/CreateTrainingRequest/properties/images/items/pattern`,
  ],
  [
    "an unknown value of the request",
    { request: { ...trainingRequest, training_type: "boys" } },
    `${SCHEMAS}/TrainingType/enum`,
  ],
  [
    "too few items",
    { request: { ...trainingRequest, images: [] } },
    `${SCHEMAS}/CreateTrainingRequest/properties/images/minItems`,
  ],
  [
    "a missing field of the request",
    { request: { ...trainingRequest, class_prompt: undefined } },
    `${SCHEMAS}/CreateTrainingRequest/required/2`,
  ],
  [
    "a media type of the request",
    { request: "key=k", requestType: "text/plain" },
    `${OPERATION}/requestBody/content`,
  ],
  ["an unknown path", { path: "/api/v9/other", status: 404 }, "#/paths"],
])("%s contradicts one statement of the contract", async (_, sent, pointer) => {
  const violations = await findViolations(sent);
  expect(violations.map(({ statement }) => statement?.pointer)).toEqual([pointer]);
  const [{ statement } = {}] = violations;
  const value: unknown = resolve(pointer);
  const isScalar = typeof value === "string" || typeof value === "number";
  expect(showNames(statement?.value)).toEqual(showNames(value));
  const line = text.split("\n")[(statement?.line ?? 0) - 1];
  expect(line).toContain(isScalar ? String(value) : pointer.includes("oneOf") ? "$ref" : "");
});

test("HTML in place of JSON contradicts the media type and the schema", async () => {
  const violations = await findViolations({ response: "<p>", responseType: "text/html" });
  expect(violations.map(({ statement }) => statement?.pointer)).toEqual([
    `${OPERATION}/responses/200/content`,
    `${OPERATION}/responses/200/content/application~1json/schema/oneOf`,
  ]);
});

test("every example of the contract contradicts nothing", async () => {
  for (const operation of contract.operations) {
    const path = operation.path.replace(/\{.*\}/, "x");
    for (const { code, contents = [] } of operation.responses)
      for (const { value } of contents[0]?.examples ?? [])
        expect(await findViolations({ path, status: Number(code), response: value })).toEqual([]);
  }
});

test("a statement comes with its description and the evidence of its marks", async () => {
  const [{ statement } = {}] = await findViolations({ response: { status: "error", retry_after: -1 } });
  const field = resolve(`${SCHEMAS}/ErrorResponse/properties/retry_after`) as { description: string };
  expect(statement?.text).toBe(field.description);
  const [mark] = /(?<=\[)[^\]]+/.exec(field.description) ?? [];
  expect(statement?.provenance).toEqual([{ mark, evidence: expect.stringMatching(/\w+ \w+/) }]);
  expect(text).toContain(`| [${mark}] | ${statement?.provenance[0]?.evidence} |`);
});

test("a statement without a mark comes from the vendor's documentation", async () => {
  const [{ statement } = {}] = await findViolations({ response: { status: "success", messege: "x" } });
  expect(statement?.text).not.toContain("[");
  expect(statement?.provenance).toEqual([
    { evidence: expect.stringContaining("the vendor's documentation") },
  ]);
});

test("a report lists each kind of violation with its statement, also as text", async () => {
  const report = createContractReport(contract);
  for (const retry_after of [-1, -2]) {
    const violations = await findViolations({ response: { status: "error", retry_after } });
    report.add({ operationId: "createTraining", status: 200, violations });
  }
  const read = report.read();
  expect(read.violations).toEqual([
    expect.objectContaining({ operationId: "createTraining", count: 2, statement: expect.anything() }),
  ]);
  const lines = formatViolations(read).split("\n");
  expect(lines).toEqual([
    expect.stringMatching(/^createTraining, response\.body\.retry_after: .* \(2 times\)$/),
    expect.stringMatching(
      /^ {2}contradicts #\/components\/schemas\/ErrorResponse\/properties\/retry_after\/minimum \(line \d+\): 0$/,
    ),
    expect.stringContaining(read.violations[0]?.statement?.text ?? "no text"),
    expect.stringMatching(/^ {2}source: \[newer docs\] /),
  ]);
});

test("a report lists 1,000 kinds of violations, and counts the others", () => {
  const report = createContractReport(contract);
  for (let kind = 0; kind < 1_005; kind += 1) {
    const violations = [{ location: ["response"], severity: "Error", message: `kind ${kind}` }];
    report.add({ operationId: "createTraining", status: 200, violations });
  }
  const total = createContractReport(contract);
  total.addAll(report);
  for (const { violations, otherViolations } of [report.read(), total.read()])
    expect([violations.length, otherViolations]).toEqual([1_000, 5]);
  expect(formatViolations(total.read())).toContain("5 violations of further kinds");
});
