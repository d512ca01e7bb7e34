import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, expectTypeOf, test } from "vitest";
import { sampleFile, SAMPLES_FOLDER } from "../src/contract/samples.ts";
import { updateLanguageTable } from "../src/sample-languages/readme-table.ts";
import { SAMPLE_LANGUAGES } from "../src/sample-languages/registry.ts";
import type { SampleLanguage } from "../src/sample-languages/sample-language.ts";
import { contract, OPENAPI, operations } from "./contract.ts";

const expected = operations.flatMap(({ operationId }) =>
  SAMPLE_LANGUAGES.map((language) => ({ operationId, language, file: sampleFile(operationId, language) })),
);
const present = expected.filter(({ file }) => existsSync(file));

test("every operation has a sample in each language", () => {
  const missing = expected
    .filter((sample) => !present.includes(sample))
    .map(
      ({ operationId, language, file }) =>
        `Write ${relative(join(OPENAPI, ".."), file)}: a program in ${language.title} that calls ${operationId}.`,
    );

  expect(missing).toEqual([]);
});

test("the folder of the samples holds nothing else but its README", () => {
  const names = new Set(["README.md", ...expected.map(({ file }) => relative(SAMPLES_FOLDER, file))]);

  expect(readdirSync(SAMPLES_FOLDER).filter((name) => !names.has(name))).toEqual([]);
});

test("no two languages have the same extension or the same title", () => {
  for (const values of [
    SAMPLE_LANGUAGES.map(({ extension }) => extension),
    SAMPLE_LANGUAGES.map(({ title }) => title),
  ])
    expect(values).toEqual([...new Set(values)]);
});

test("a language without one of its parts does not compile", () => {
  expectTypeOf<SampleLanguage>().toEqualTypeOf<Required<SampleLanguage>>();
});

test("the README of the samples lists the registered languages (pnpm generate updates it)", () => {
  const readme = readFileSync(join(SAMPLES_FOLDER, "README.md"), "utf8");

  expect(readme).toBe(updateLanguageTable(readme));
});

test.each(present)(
  "$operationId in $language.title sends to the contract's server by default",
  ({ file }) => {
    expect(readFileSync(file, "utf8")).toContain(`"${contract.servers[0].url}"`);
  },
);
