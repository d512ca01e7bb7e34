import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

export default mergeConfig(
  shared,
  defineConfig({
    test: {
      include: ["test/**/*.test.ts"],
      exclude: ["test/full/**"],
      coverage: {
        include: ["src/**/*.ts"],
        exclude: ["src/schema.ts"],
        thresholds: { branches: 95, functions: 95, lines: 95, statements: 95 },
      },
    },
  }),
);
