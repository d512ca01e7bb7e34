import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

export default mergeConfig(
  shared,
  defineConfig({
    test: {
      include: ["test/**/*.test.ts"],
      // Prism takes a second to load, and more on a busy machine. Files share a worker, so it is loaded once for all of
      // them; no test changes a module or a global.
      isolate: false,
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  }),
);
