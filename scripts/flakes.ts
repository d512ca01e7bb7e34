/**
 * `pnpm flakes [--runs 20] [--busy] [package…]` runs the test suites with one seed after the other for the properties,
 * and finds tests that fail at random. `--busy` keeps the processor occupied with something else meanwhile.
 */
import process from "node:process";
import { parseArgs } from "node:util";
import { keepBusy } from "./keep-busy.ts";
import { findSuites, runSuite } from "./suites.ts";

const { values, positionals } = parseArgs({
  options: { runs: { type: "string", default: "20" }, busy: { type: "boolean", default: false } },
  allowPositionals: true,
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  throw new TypeError(`--runs must be a positive integer (got "${values.runs}")`);
}

const suites = await findSuites(positionals);
if (values.busy) keepBusy();
const count = { passed: 0, failed: 0 };
for (let seed = 1; seed <= runs; seed += 1) {
  for (const suite of suites) {
    const { passed, seconds, logFile } = await runSuite(suite, seed);
    count[passed ? "passed" : "failed"] += 1;
    const outcome = passed ? "passed" : `failed, see ${logFile}`;
    console.log(`seed ${seed}: ${suite.name} ${outcome} (${seconds} s)`);
  }
}
console.log(`${count.passed} passed, ${count.failed} failed`);
if (count.failed > 0) process.exitCode = 1;
