import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { renderApiReports } from "../../src/compatibility/api-report.ts";
import { rateReports } from "../../src/compatibility/rate-reports.ts";

const DECLARATIONS = `
/** A trained model. */
export interface Model {
  /** Its name. */
  name: string;
  size?: number;
}
type Outcome = "ready" | "failed";
export declare function findOutcome(model: Model): Outcome;
export declare const meanings: { readonly ready: "The model is ready."; readonly failed: "It failed."; };
export {};
`;

interface ApiChange {
  title: string;
  before: string;
  after: string;
  found: string[];
}

const apiChanges: ApiChange[] = [
  { title: "no change is found in the same declarations", before: "name", after: "name", found: [] },
  {
    title: "a widened exported type is major",
    before: "name: string;",
    after: "name: string | undefined;",
    found: ["major, removed: name: string;", "minor, added: name: string | undefined;"],
  },
  {
    title: "a widened type that exports use is major",
    before: '"ready" | "failed"',
    after: '"ready" | "failed" | "lost"',
    found: [
      'major, removed: type Outcome = "ready" | "failed";',
      'minor, added: type Outcome = "ready" | "failed" | "lost";',
    ],
  },
  {
    title: "a removed export is major",
    before: "export declare function findOutcome",
    after: "declare function findOutcome",
    found: [
      "major, removed: export function findOutcome(model: Model): Outcome;",
      'major, removed: type Outcome = "ready" | "failed";',
    ],
  },
  {
    title: "an added optional member is minor",
    before: "size?: number;",
    after: "size?: number;\n  seed?: number;",
    found: ["minor, added: seed?: number;"],
  },
  {
    title: "an added export is minor",
    before: "export {};",
    after: "export declare const limit: number;\nexport {};",
    found: ["minor, added: export const limit: number;"],
  },
  {
    title: "a type that exports use already, and that becomes an export, is minor",
    before: "type Outcome",
    after: "export type Outcome",
    found: ['minor, added: export type Outcome = "ready" | "failed";'],
  },
  {
    title: "a reworded comment is no change",
    before: "/** Its name. */",
    after: "/** The name of the model. */",
    found: [],
  },
  { title: "a removed comment is no change", before: "  /** Its name. */\n", after: "", found: [] },
  {
    title: "a reworded sentence in the type of a constant is no change",
    before: "The model is ready.",
    after: "The model can be used.",
    found: [],
  },
];

// Inside the package, so that the types of Node are found.
const modules = join(import.meta.dirname, "../../node_modules");
mkdirSync(modules, { recursive: true });
const folder = mkdtempSync(join(modules, ".api-changes-"));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(
  join(folder, "package.json"),
  JSON.stringify({ name: "model", version: "1.0.0", type: "module" }),
);

/** Writes declarations, and returns them as an entry point. */
function writeEntryPoint(name: string, text: string) {
  writeFileSync(join(folder, `${name}.d.ts`), text);
  return { name, folder, declarations: `${name}.d.ts` };
}

const [original, ...reports] = renderApiReports([
  writeEntryPoint("original", DECLARATIONS),
  ...apiChanges.map(({ before, after }, i) => writeEntryPoint(`${i}`, DECLARATIONS.replace(before, after))),
]);

test.each(apiChanges.map((change, i) => ({ ...change, report: reports[i] })))("$title", (change) => {
  expect(DECLARATIONS).toContain(change.before);
  const file = "model.api.md";
  const before = [{ file, text: original?.text ?? "" }];
  const after = [{ file, text: change.report?.text ?? "" }];
  const changes = rateReports(before, after, () => "the-model");
  for (const each of changes)
    expect(each).toMatchObject({ file: "api/model.api.md", packages: ["the-model"] });
  const found = changes.map(({ bump, description }) => `${bump}, ${description}`);
  expect(found.toSorted()).toEqual(change.found);
});

test("a new entry point is minor, and a removed one is major", () => {
  const report = { file: "model.extra.api.md", text: "export const a: number;\n" };
  expect(rateReports([], [report], () => "model").map(({ bump }) => bump)).toEqual(["minor"]);
  expect(rateReports([report], [], () => "model").map(({ bump }) => bump)).toEqual(["major"]);
});
