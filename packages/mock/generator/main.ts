import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { contractPath } from "../src/contract/load-contract.ts";
import { readOperations } from "../src/prism/prism.ts";
import { renderOperations } from "./render-operations.ts";

const NAME = "src/generated/operations.ts";
const file = join(import.meta.dirname, "..", NAME);

/** Writes the generated file; with `--check` only reports if it differs. */
async function main(isCheck: boolean): Promise<void> {
  const text = renderOperations(await readOperations(contractPath));
  if (!isCheck) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  if (readFileSync(file, "utf8") === text) return;
  console.error(`packages/mock/${NAME} is out of date.\nRun \`pnpm generate\` and commit the result.`);
  process.exitCode = 1;
}

await main(process.argv.includes("--check"));
