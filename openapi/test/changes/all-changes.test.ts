import { globSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requireSuccess } from "../support/run-command.ts";
import { addField, addOperation, addStatus, field, operation, status } from "./support/contract-changes.ts";
import { copyTree } from "./support/copied-tree.ts";
import { editContract } from "./support/edit-contract.ts";

const SITE = "apps/docs/dist";
const FOLLOWERS = [
  "@dreambooth-sandbox/client",
  "@dreambooth-sandbox/log-parser",
  "@dreambooth-sandbox/mock",
  "dreambooth-sandbox",
];
const tree = copyTree();
afterAll(() => tree[Symbol.dispose]());

beforeAll(async () => {
  editContract(tree, (contract) => {
    addStatus(contract, "deploying_gpu");
    addField(contract);
    addOperation(contract);
  });
  requireSuccess(await tree.pnpm("run", "generate"));
  requireSuccess(await tree.pnpm("exec", "turbo", "run", "build", "--filter=@dreambooth-sandbox/docs"));
});

test("all tests of client, mock, command and log-parser pass", async () => {
  const filters = FOLLOWERS.map((name) => `--filter=${name}`);
  expect(await tree.pnpm("exec", "turbo", "run", "test", ...filters, "--continue")).toExitWith(0);
});

test("the types of all packages fit", async () => {
  expect(await tree.pnpm("exec", "turbo", "run", "typecheck", "--continue")).toExitWith(0);
});

test("lint, the search for unused code, and the check of generated files pass", async () => {
  const checks = ["lint", "unused", "generate:check"];
  expect(await tree.pnpm("exec", "turbo", "run", ...checks, "--continue")).toExitWith(0);
});

test("the contract's own tests pass, but for its score: the added operation is described with few words", async () => {
  const others = ["changes", "foreign-clients", "score.test.ts"].map((name) => `--exclude=test/${name}`);
  expect(await tree.run("openapi", "vitest", "run", ...others)).toExitWith(0);
});

test("the only failing tests of the documentation name the missing samples", async () => {
  const report = "report.json";
  const reporters = ["--reporter=json", `--outputFile=${report}`];
  const result = await tree.run("apps/docs", "vitest", "run", "--exclude=test/browser/**", ...reporters);
  const failures = listFailures(JSON.parse(tree.read(`apps/docs/${report}`)) as TestReport);

  expect(result).not.toExitWith(0);
  expect(failures.map(({ title }) => title)).toEqual(["every operation has a sample in each language"]);
  const samples = globSync("createTraining.*", { cwd: join(tree.root, "openapi/code-samples") });
  for (const sample of samples) {
    const missing = sample.replace("createTraining", operation.id);
    expect(failures[0]?.failureMessages.join("\n")).toContain(`Write openapi/code-samples/${missing}`);
  }
});

test("the documentation has tables, the picture and search results with the new status", () => {
  const page = tree.read(`${SITE}/reference/get-training-status.html`);
  const [, picture = ""] = /<figure class="life-cycle">(.*?)<\/figure>/s.exec(page) ?? [];

  expect(page).toMatch(new RegExp(`<td><code>${status.name}</code></td>\\s*<td>${status.meaning}</td>`));
  expect(picture).toContain(`>${status.name}<`);
  expect(listSearchTitles()).toContain(status.name);
});

test("the documentation has a table row, a search result and a control for the new field", () => {
  const page = tree.read(`${SITE}/reference/create-training.html`);
  const control = tree
    .read(`${SITE}/try-it.html`)
    .split("\n")
    .find((line) => line.includes(`data-field="${field.name}"`));

  expect(page).toContain(`<td><code>${field.name}</code></td>`);
  expect(page).toContain(field.meaning);
  expect(listSearchTitles()).toContain(field.name);
  expect(control).toMatch(/ data-empty="left out" .* value=""/);
});

test("the documentation has a page and a search result for the new operation", () => {
  const pages = globSync("reference/*.html", { cwd: join(tree.root, SITE) });

  expect(pages).toContain("reference/cancel-training.html");
  expect(tree.read(`${SITE}/reference/cancel-training.html`)).toContain(operation.example.messege);
  expect(listSearchTitles()).toContain(operation.summary);
});

/** What vitest's JSON reporter writes, as far as it is read here. */
interface TestReport {
  testResults: { assertionResults: { status: string; title: string; failureMessages: string[] }[] }[];
}

function listFailures({ testResults }: TestReport) {
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === "failed");
}

function listSearchTitles(): string[] {
  const entries = JSON.parse(tree.read(`${SITE}/assets/search.json`)) as { title: string }[];
  return entries.map(({ title }) => title);
}
