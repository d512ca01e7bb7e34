import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

/** Tests that start processes and a PostgreSQL server: too slow for every run of `test`. */
export default mergeConfig(
  shared,
  defineConfig({
    test: { include: ["test/full/**/*.full.ts"], testTimeout: 300_000, fileParallelism: false },
  }),
);
