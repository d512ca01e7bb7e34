import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

/** The tests of `pnpm test`, for `test/full/node-20/main.ts`, which runs them on Node 20. */
export default mergeConfig(
  shared,
  defineConfig({
    test: {
      include: ["test/**/*.test.ts"],
      exclude: [
        // They start programs in TypeScript, which Node 20 cannot run.
        "test/environment.test.ts",
        "test/readme.test.ts",
      ],
    },
  }),
);
