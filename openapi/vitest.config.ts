import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../vitest.shared.ts";

export default mergeConfig(
  shared,
  defineConfig({
    test: {
      include: ["test/**/*.test.ts"],
      setupFiles: ["test/support/exit-code-matcher.ts"],
      // The tests of `test:full` install, compile and run whole test suites.
      testTimeout: 600_000,
      hookTimeout: 600_000,
    },
  }),
);
