import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

/** Tests that install packages, start many processes or send thousands of requests: too slow for every run of `test`. */
export default mergeConfig(
  shared,
  defineConfig({
    test: {
      include: ["test/full/**/*.full.ts"],
      testTimeout: 300_000,
      hookTimeout: 300_000,
      fileParallelism: false,
    },
  }),
);
