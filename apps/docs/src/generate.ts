import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { SAMPLES_FOLDER } from "./contract/samples.ts";
import { updateLanguageTable } from "./sample-languages/readme-table.ts";

const README = join(SAMPLES_FOLDER, "README.md");

const before = await readFile(README, "utf8");
const after = updateLanguageTable(before);
if (!process.argv.includes("--check")) {
  await writeFile(README, after);
} else if (after !== before) {
  console.error(
    "openapi/code-samples/README.md: the table of languages is out of date. Run `pnpm generate`.",
  );
  process.exitCode = 1;
}
