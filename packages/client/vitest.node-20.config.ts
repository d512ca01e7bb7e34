import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";
import { installNode20 } from "./test/full/node-20/install-node-20.ts";

const node20 = installNode20();
if (node20 === undefined) {
  if (process.env["CI"]) throw new Error("There is no Node 20 for this machine.");
  console.log("skipped: there is no Node 20 for this machine");
}
// Vitest itself needs a newer Node. It starts its workers, in which the tests run, with this binary.
process.execPath = node20 ?? process.execPath;

/** The tests of `pnpm test`, on the oldest Node that the client supports. */
export default mergeConfig(
  shared,
  defineConfig({
    test: {
      include: node20 === undefined ? [] : ["test/**/*.test.ts"],
      exclude: [
        // They start programs in TypeScript, which Node 20 cannot run.
        "test/environment.test.ts",
        "test/readme.test.ts",
      ],
      passWithNoTests: true,
    },
  }),
);
