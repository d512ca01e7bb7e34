import { expect, test } from "vitest";
import { tables } from "../readme-tables.ts";
import { run } from "./run.ts";

test("the help lists the same exit codes as README.md", async () => {
  const { stdout } = await run(["--help"]);
  const [, exitCodeHelp = ""] = stdout.split("Exit codes:\n");
  const inHelp = exitCodeHelp.matchAll(/^ {2}(\d+) +(.+)$/gm);
  const inReadme = (tables["exit-codes"]?.() ?? "").matchAll(/^\| (\d+) +\| (.+?) *\|$/gm);
  const toRow = ([, code, meaning]: RegExpExecArray) => `${code}: ${meaning}`;
  expect(Array.from(inHelp, toRow)).toEqual(Array.from(inReadme, toRow));
  expect(exitCodeHelp).toMatch(/^ {2}0 /);
});
