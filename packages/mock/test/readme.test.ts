import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createProgram } from "../src/command/command.ts";
import { MAGIC_KEYS } from "../src/operations/magic-keys.ts";
import { LONGEST_ADVANCE_MS } from "../src/life-cycle/timeline.ts";
import { KEPT_PER_SESSION } from "../src/sessions/session.ts";
import { MAX_SESSIONS } from "../src/sessions/sessions.ts";
import { LONGEST_SCRIPT } from "../src/sessions/script.ts";
import { OLDEST_NODE } from "../src/node-version.ts";

const PACKAGE = join(import.meta.dirname, "..");
const readme = await readFile(join(PACKAGE, "README.md"), "utf8");

test.each([
  "in-process/main.ts",
  "in-process/sessions.ts",
  "vitest/vitest.config.ts",
  "vitest/global-setup.ts",
  "vitest/sandbox.ts",
  "playwright/playwright.config.ts",
])("the README shows examples/%s as it is", async (file) => {
  const code = await readFile(join(PACKAGE, "examples", file), "utf8");
  expect(readme).toContain(`<!-- examples/${file} -->\n\n\`\`\`ts\n${code}\`\`\``);
});

test.each(["main.ts", "sessions.ts"])(
  "the in-process example %s prints what its comment shows",
  async (name) => {
    const file = join(PACKAGE, "examples/in-process", name);
    const [, comment] = /console\.log\(.*\); \/\/ (.*)/.exec(await readFile(file, "utf8")) ?? [];
    const args = ["--conditions=@dreambooth-sandbox/source", file];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(stdout).toBe(`${comment}\n`);
  },
);

test.each(["vitest", "jest", "playwright", "pytest", "junit"])("the README links the recipe %s", (name) => {
  expect(readme).toContain(`/packages/mock/examples/${name})`);
});

test("every option of the command is in the README", () => {
  const flags = createProgram().options.map(({ long }) => long);
  for (const flag of flags.filter((long) => long !== "--version")) expect(readme).toContain(`\`${flag}`);
});

test("the limits of sessions are in the README", () => {
  const format = (number: number) => number.toLocaleString("en");
  expect(readme).toContain(`keeps the ${format(MAX_SESSIONS)} sessions`);
  expect(readme).toContain(`the newest ${format(KEPT_PER_SESSION)} requests`);
  expect(readme).toContain(`At most ${LONGEST_SCRIPT} can wait`);
  expect(readme).toContain(`at most ${LONGEST_ADVANCE_MS} ms`);
});

test("every magic key is in the README with its code", () => {
  for (const [key, code] of Object.entries(MAGIC_KEYS))
    expect(readme).toMatch(new RegExp(`\`${key}\` +\\| ${code}`));
});

test("the README names the oldest Node.js version", () => {
  expect(readme).toContain(`Node.js ${OLDEST_NODE.replace(/\.0$/, "")} or newer`);
});
