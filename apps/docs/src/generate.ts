import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SAMPLES_FOLDER } from "./contract/samples.ts";
import { updateLanguageTable } from "./sample-languages/readme-table.ts";

const README = join(SAMPLES_FOLDER, "README.md");

await writeFile(README, updateLanguageTable(await readFile(README, "utf8")));
