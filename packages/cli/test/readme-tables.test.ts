import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { tables } from "../readme-tables.ts";
import { run } from "./run.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const marked = Array.from(
  readme.matchAll(/^<!-- table: (\S+) -->\n(.*?)^<!-- \/table -->$/gms),
  ([, name = "", table = ""]) => [name, table.trim()] as const,
);

test("README.md has a place for every generated table", () => {
  expect(marked.map(([name]) => name).toSorted()).toEqual(Object.keys(tables).toSorted());
});

test.each(marked)("the table %s in README.md is up to date", (name, table) => {
  expect(table).toBe(tables[name]?.());
});

test("the help lists the same exit codes as README.md", async () => {
  const { stdout } = await run(["--help"]);
  const [, exitCodeHelp = ""] = stdout.split("Exit codes:\n");
  const inHelp = exitCodeHelp.matchAll(/^ {2}(\d+) +(.+)$/gm);
  const inReadme = (tables["exit-codes"]?.() ?? "").matchAll(/^\| (\d+) +\| (.+?) *\|$/gm);
  const toRow = ([, code, meaning]: RegExpExecArray) => `${code}: ${meaning}`;
  expect(Array.from(inHelp, toRow)).toEqual(Array.from(inReadme, toRow));
  expect(exitCodeHelp).toMatch(/^ {2}0 /);
});
