import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createProgram } from "../src/command/command.ts";
import { MAGIC_KEYS } from "../src/operations/magic-keys.ts";
import { OLDEST_NODE } from "../src/node-version.ts";

const PACKAGE = join(import.meta.dirname, "..");
const readme = await readFile(join(PACKAGE, "README.md"), "utf8");

test.each([
  "in-process/main.ts",
  "vitest/vitest.config.ts",
  "vitest/global-setup.ts",
  "playwright/playwright.config.ts",
])("the README shows examples/%s as it is", async (file) => {
  const code = await readFile(join(PACKAGE, "examples", file), "utf8");
  expect(readme).toContain(`<!-- examples/${file} -->\n\n\`\`\`ts\n${code}\`\`\``);
});

test("the in-process example prints what its comment shows", async () => {
  const main = join(PACKAGE, "examples/in-process/main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--conditions=@dreambooth-sandbox/source",
    main,
  ]);
  expect(stdout).toBe("training_failed failed 1\n");
});

test("every option of the command is in the README", () => {
  const flags = createProgram().options.map(({ long }) => long);
  for (const flag of flags.filter((long) => long !== "--version")) expect(readme).toContain(`\`${flag}`);
});

test("every magic key is in the README with its code", () => {
  for (const [key, code] of Object.entries(MAGIC_KEYS))
    expect(readme).toMatch(new RegExp(`\`${key}\` +\\| ${code}`));
});

test("the README names the oldest Node.js version", () => {
  expect(readme).toContain(`Node.js ${OLDEST_NODE.replace(/\.0$/, "")} or newer`);
});
