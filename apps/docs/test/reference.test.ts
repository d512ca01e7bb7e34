import { expect, test } from "vitest";
import { contract, resolve, type Schema } from "../src/contract/contract.ts";
import { lifeCycleSvg, readStatuses } from "../src/contract/life-cycle.ts";
import { endpoints, webhooks } from "../src/contract/operations.ts";
import { provenanceTables, readMarkedStatements } from "../src/contract/provenance.ts";
import { contradictionRows } from "../src/contract/contradictions.ts";
import { evidence } from "../src/contract/evidence.ts";
import { operationPage } from "../src/reference/operation-page.ts";
import { overviewPage } from "../src/reference/overview-page.ts";
import { SAMPLE_LANGUAGES } from "../src/sample-languages.ts";

const all = [...endpoints, ...webhooks];

test.each(all)("the page of $operation.operationId names every field with an anchor", (endpoint) => {
  const { body } = operationPage(endpoint);
  const schemas = Object.values(endpoint.operation.requestBody.content).map(({ schema }) => schema);
  const replies = Object.values(endpoint.operation.responses).flatMap((reply) =>
    Object.values(resolve(reply).content ?? {}).flatMap(({ schema }) => schema.oneOf ?? [schema]),
  );
  for (const name of [...schemas, ...replies].flatMap(fieldNames)) expect(body).toContain(`.${name}"`);
});

test.each(all)("the page of $operation.operationId has every named example", (endpoint) => {
  const { body } = operationPage(endpoint);
  const { requestBody, responses } = endpoint.operation;
  const contents = [
    requestBody.content,
    ...Object.values(responses).map((reply) => resolve(reply).content ?? {}),
  ];
  const names = contents.flatMap((content) =>
    Object.values(content).flatMap(({ examples = {} }) => Object.keys(examples)),
  );
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(body).toContain(`<summary><code>${name}</code>`);
});

test.each(endpoints)("the page of $operation.operationId has a sample in each language", (endpoint) => {
  const { body } = operationPage(endpoint);
  for (const { label } of SAMPLE_LANGUAGES) expect(body).toContain(`data-tab="${label}"`);
});

test("the overview links to every operation and keeps no link of Redoc", () => {
  const { body } = overviewPage();
  for (const { page } of all) expect(body).toContain(`href="/${page}"`);
  expect(body).not.toContain("#operation/");
});

test("the life cycle shows every status of the contract, the documented ones as the way", () => {
  const svg = lifeCycleSvg();
  for (const { name } of readStatuses()) expect(svg).toContain(`>${name}</text>`);
  const documented = readStatuses().filter(({ isDocumented }) => isDocumented);
  expect(documented.map(({ name }) => name).at(-1)).toBe("model_ready");
  expect(svg.match(/class="(step|goal)"/g)).toHaveLength(documented.length);
});

test("every mark of the contract is in the table of evidence, and the provenance shows each marked statement", () => {
  const marks = [...JSON.stringify(contract).matchAll(/\[([a-z]+(?: [a-z]+)?)\]/g)].map(
    ([, mark]) => mark ?? "",
  );
  for (const mark of marks) expect([...evidence.keys()]).toContain(mark);
  const tables = provenanceTables();
  for (const { text, marks: own } of readMarkedStatements()) {
    expect(own.length).toBeGreaterThan(0);
    expect(tables).toContain(text.replaceAll("|", "\\|"));
  }
});

test("the contradictions are quoted from the contract", () => {
  for (const [, quote = ""] of contradictionRows()) expect(quote.length).toBeGreaterThan(20);
});

function fieldNames(schema: Schema): string[] {
  return Object.keys(resolve(schema).properties ?? {});
}
