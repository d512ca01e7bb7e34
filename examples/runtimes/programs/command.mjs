import { closeSync, openSync } from "node:fs";
import process from "node:process";
import { programs } from "./index.mjs";

/** Runs cases while the process has no file descriptor left. */
async function runCasesWithoutDescriptors(cases) {
  // The first request opens files, such as those of trusted certificates.
  await programs.runCases(cases);
  const descriptors = [];
  try {
    for (;;) descriptors.push(openSync("/dev/null"));
  } catch {
    return await programs.runCases(cases);
  } finally {
    for (const descriptor of descriptors) closeSync(descriptor);
  }
}

const [name, input] = process.argv.slice(2);
const result = await { ...programs, runCasesWithoutDescriptors }[name](JSON.parse(input));
// A request that was aborted while connecting keeps some runtimes alive, so the process is ended.
process.stdout.write(JSON.stringify(result), () => process.exit());
