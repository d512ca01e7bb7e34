/** Runs the tests of `pnpm test` on the oldest Node that the client supports. It installs that Node the first time. */
import { startVitest } from "vitest/node";
import { installNode20 } from "./install-node-20.ts";

const node20 = installNode20();
if (node20 === undefined) {
  if (process.env["CI"]) throw new Error("There is no Node 20 for this machine.");
  console.log("skipped: there is no Node 20 for this machine");
} else {
  // Vitest itself needs a newer Node. It starts its workers, in which the tests run, with this binary.
  process.execPath = node20;
  const vitest = await startVitest("test", [], { run: true, config: "vitest.node-20.config.ts" });
  await vitest.close();
}
