import { expect, test } from "vitest";
import { contract, resolve, type Schema } from "../src/contract/contract.ts";
import { lifeCycleMermaid, lifeCycleSvg } from "../src/contract/life-cycle.ts";
import { endpoints, webhooks } from "../src/contract/operations.ts";
import { provenanceTables, readMarkedStatements } from "../src/contract/provenance.ts";
import { contradictionRows } from "../src/contract/contradictions.ts";
import { evidence } from "../src/contract/evidence.ts";
import { operationPage } from "../src/reference/operation-page.ts";
import { overviewPage } from "../src/reference/overview-page.ts";
import { readSamples } from "../src/contract/samples.ts";
import { schemaNamed, trainingStatuses } from "./contract.ts";

const all = [...endpoints, ...webhooks];

test.each(all)("the page of $operation.operationId names every field with an anchor", (endpoint) => {
  const { body } = operationPage(endpoint);
  const schemas = Object.values(endpoint.operation.requestBody?.content ?? {}).map(({ schema }) => schema);
  const replies = Object.values(endpoint.operation.responses).flatMap((reply) =>
    Object.values(resolve(reply).content ?? {}).flatMap(({ schema }) => schema.oneOf ?? [schema]),
  );
  for (const name of [...schemas, ...replies].flatMap(fieldNames)) expect(body).toContain(`.${name}"`);
});

test.each(all)("the page of $operation.operationId has every named example", (endpoint) => {
  const { body } = operationPage(endpoint);
  const { requestBody, responses } = endpoint.operation;
  const contents = [
    requestBody?.content ?? {},
    ...Object.values(responses).map((reply) => resolve(reply).content ?? {}),
  ];
  const names = contents.flatMap((content) =>
    Object.values(content).flatMap(({ examples = {} }) => Object.keys(examples)),
  );
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(body).toContain(`<summary><code>${name}</code>`);
});

test.each(endpoints)("the page of $operation.operationId has its sample in each language", (endpoint) => {
  const { body } = operationPage(endpoint);
  const titles = readSamples(endpoint.operation.operationId).map(({ language }) => language.title);
  expect([...body.matchAll(/data-tab="([^"]+)"/g)].map(([, title]) => title)).toEqual(titles);
});

test("the overview links to every operation and keeps no link of Redoc", () => {
  const { body } = overviewPage();
  for (const { page } of all) expect(body).toContain(`href="/${page}"`);
  expect(body).not.toContain("#operation/");
});

test("the life cycle shows every status, and those of a successful training as the way", () => {
  const { all, way } = trainingStatuses();
  const svg = lifeCycleSvg();
  const shown = [...svg.matchAll(/<g class="(\w+)">.*?class="name"[^>]*>(\w+)</g)].map(([, kind, name]) => [
    kind,
    name,
  ]);
  const others = all.filter((name) => !way.includes(name));
  expect(shown).toEqual([
    ...way.slice(0, -1).map((name) => ["step", name]),
    ["goal", way.at(-1)],
    ...others.map((name) => ["other", name]),
  ]);
});

test("the diagram goes from each status of the way to the next, and from the first to the other ends", () => {
  const { all, way } = trainingStatuses();
  const steps = way.map((name, index) => `  ${way[index - 1] ?? "[*]"} --> ${name}`);
  const ends = all.filter((name) => !way.includes(name)).map((name) => `  ${way[0]} --> ${name}`);
  expect(lifeCycleMermaid()).toBe(
    ["stateDiagram-v2", ...steps, `  ${way.at(-1)} --> [*]`, ...ends].join("\n"),
  );
});

test.each(["TrainingStatus", "TrainingType"])("the reference explains every value of %s", (name) => {
  const { enum: values = [], "x-enumDescriptions": meanings = {} } = schemaNamed(name);
  const bodies = all.map((endpoint) => operationPage(endpoint).body).join("\n");
  for (const value of values.filter((other) => other !== null)) {
    expect(meanings[value]).toBeTruthy();
    expect(bodies).toContain(`.${value}"`);
  }
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
