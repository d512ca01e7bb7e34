import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { checkContract } from "./check-contract.ts";
import { readContract } from "./contract.ts";
import { generatedFolder, renderFiles } from "./files.ts";
import type { GeneratedFile } from "./files.ts";

const CONTRACT_FILE = new URL("../openapi.yaml", import.meta.url);

/** Writes the generated files; with `--check` only reports those that differ. */
async function main(isCheck: boolean): Promise<void> {
  const contract = readContract(fileURLToPath(CONTRACT_FILE));
  const problems = checkContract(contract);
  if (problems.length > 0) return fail(["The contract lacks what the code needs to know:", ...problems]);
  const files = await renderFiles(contract, CONTRACT_FILE);
  if (isCheck) {
    const stale = files
      .filter(isStale)
      .map(({ name }) => `packages/client/src/generated/${name} is out of date.`);
    if (stale.length > 0) fail([...stale, "Run `pnpm generate` and commit the result."]);
    return;
  }
  mkdirSync(generatedFolder, { recursive: true });
  for (const { name, text } of files) writeFileSync(join(generatedFolder, name), text);
}

function isStale({ name, text }: GeneratedFile): boolean {
  try {
    return readFileSync(join(generatedFolder, name), "utf8") !== text;
  } catch {
    return true;
  }
}

function fail(lines: string[]): void {
  console.error(lines.join("\n"));
  process.exitCode = 1;
}

await main(process.argv.includes("--check"));
