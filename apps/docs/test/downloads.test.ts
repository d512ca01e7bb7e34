import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createMock } from "@dreambooth-sandbox/mock";
import newman from "newman";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { builtPages } from "./built-pages.ts";
import { operations } from "./contract.ts";
import { contract } from "../src/contract/contract.ts";
import { DIST } from "../src/dist.ts";
import { readDownloads } from "../src/downloads/files.ts";

const downloads = await readDownloads();
const contentOf = (path: string) => downloads.find((download) => download.path === path)?.content ?? "";

test("openapi.yaml and openapi.json are the contract", () => {
  expect(parse(contentOf("openapi.yaml"))).toEqual(contract);
  expect(JSON.parse(contentOf("openapi.json"))).toEqual(contract);
});

test("the Arazzo workflow names the downloaded contract as its source", () => {
  const { sourceDescriptions } = parse(contentOf("training.arazzo.yaml"));
  expect(sourceDescriptions).toEqual([expect.objectContaining({ type: "openapi", url: "openapi.yaml" })]);
});

test("the Postman collection is the same in every build", async () => {
  const again = await readDownloads();
  expect(again).toEqual(downloads);
  const ids = [...contentOf("postman-collection.json").matchAll(/"(?:id|_postman_id)": "([^"]+)"/g)].map(
    ([, id]) => id,
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test("newman runs the Postman collection against the mock", async () => {
  await using mock = await createMock();
  const { url } = await mock.listen();
  const summary = await runCollection(JSON.parse(contentOf("postman-collection.json")), url);
  expect(summary.run.failures.map(({ error, source }) => `${source?.name}: ${error.message}`)).toEqual([]);
  expect(summary.run.stats.requests.total).toBe(operations.length);
  const tests = postmanScripts().flatMap((script) => [...script.matchAll(/pm\.test\(/g)]);
  expect(summary.run.stats.assertions.total).toBe(tests.length);
  expect(mock.created).toBe(1);
});

test("the Postman tests of a training check the status, and a create hands its id on", () => {
  const scripts = postmanScripts();

  expect(scripts).toHaveLength(operations.length);
  for (const script of scripts) expect(script).toContain("response.status");
  expect(scripts.filter((script) => script.includes("response.messege")).length).toBeGreaterThanOrEqual(2);
  expect(scripts.filter((script) => script.includes("response.training_id"))).toHaveLength(1);
});

test("llms.txt names every built page, each with its Markdown, and every file", () => {
  const text = readFileSync(join(DIST, "llms.txt"), "utf8");
  expect(builtPages.length).toBeGreaterThan(10);
  for (const page of builtPages) {
    const markdown = page.replace(/\.html$/, ".md");
    expect(text).toContain(`(${markdown})`);
    expect(readFileSync(join(DIST, markdown), "utf8").length).toBeGreaterThan(300);
  }
  for (const { path } of downloads) expect(text).toContain(`(${path})`);
});

interface PostmanItem {
  item?: PostmanItem[];
  event?: { script: { exec: string[] } }[];
}

/** The test script of each request. */
function postmanScripts(): string[] {
  return readItems(JSON.parse(contentOf("postman-collection.json")))
    .flatMap(({ event = [] }) => event.map(({ script }) => script.exec.join("\n")))
    .filter((script) => script !== "");
}

function readItems(collection: PostmanItem): PostmanItem[] {
  return [collection, ...(collection.item ?? []).flatMap(readItems)];
}

function runCollection(collection: object, baseUrl: string): Promise<newman.NewmanRunSummary> {
  const envVar = [
    { key: "baseUrl", value: baseUrl },
    { key: "apiKey", value: "any-key" },
  ];
  return new Promise((resolve, reject) => {
    newman.run({ collection, envVar, reporters: [] }, (error, summary) =>
      error ? reject(error) : resolve(summary),
    );
  });
}
