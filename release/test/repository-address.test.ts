import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { listPublishedPackages } from "../src/published-packages.ts";
import { parseAddress } from "../src/repository/address.ts";
import { findDisagreements } from "../src/repository/find-disagreements.ts";
import { readAddress, readTexts } from "../src/repository/places.ts";
import { copyRepository } from "./support/copy-repository.ts";
import { repository } from "./support/repository.ts";

const address = readAddress(repository);
const main = join(import.meta.dirname, "../src/repository/main.ts");
const copy = copyRepository();
afterAll(() => copy.remove());

test("every place has the address of the root's package.json", () => {
  expect(findDisagreements(repository)).toEqual([]);
});

test("set-repository changes every place, and back again restores all of them", () => {
  const before = readTexts(copy.folder);
  const manifestsBefore = listPublishedPackages(copy.folder);
  execFileSync(process.execPath, [main, "https://github.com/another-place/new.name", copy.folder]);
  expect(findDisagreements(copy.folder)).toEqual([]);
  expect(readAddress(copy.folder)).toEqual(parseAddress("https://github.com/another-place/new.name"));
  const texts = readTexts(copy.folder).map(({ text }) => text);
  const manifests = listPublishedPackages(copy.folder).map(({ manifest }) => JSON.stringify(manifest));
  for (const old of [address.web, address.pages]) {
    expect([...texts, ...manifests].filter((text) => text.includes(old))).toEqual([]);
  }
  execFileSync(process.execPath, [main, address.web, copy.folder]);
  expect(readTexts(copy.folder)).toEqual(before);
  expect(listPublishedPackages(copy.folder)).toEqual(manifestsBefore);
});

test.each([
  ["packages/client/package.json", `${address.git}"`, `git+https://github.com/else/where.git"`, "repository"],
  ["packages/mock/package.json", "/packages/mock#readme", "/packages/mok#readme", "homepage"],
  ["openapi/package.json", `${address.issues}"`, `${address.web}/bugs"`, "bugs"],
  ["packages/cli/package.json", "The dreambooth-sandbox contributors", "Nobody", "author"],
  ["openapi/openapi.yaml", address.issues, "https://github.com/else/where/issues", "info.contact.url"],
  ["packages/client/src/docs-address.ts", address.pages, "https://else.github.io/where/", "else.github.io"],
  ["packages/client/src/docs-address.ts", address.pages, "https://docs.example.com/", "DOCS_ADDRESS"],
  ["packages/mock/README.md", address.web, "https://github.com/else/where", "https://github.com/else/where"],
])("a wrong address in %s is reported with the file and what is wrong", (file, before, after, named) => {
  const restore = copy.edit(file, before, after);
  const lines = findDisagreements(copy.folder);
  restore();
  expect(lines).toContainEqual(expect.stringMatching(`^${file}: .*${named}`));
  expect(lines.filter((line) => !line.startsWith(`${file}: `))).toEqual([]);
});

test.each([
  "github.com/organization/name",
  "https://github.com/name",
  "https://example.com/organization/name",
])("%s is refused as an address of the repository", (url) =>
  expect(() => parseAddress(url)).toThrow("Expected https://github.com/ORGANIZATION/NAME"),
);
