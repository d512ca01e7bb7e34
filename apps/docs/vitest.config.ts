import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

export default mergeConfig(
  shared,
  defineConfig({
    test: {
      include: ["test/**/*.test.ts"],
      // One build, one server and one browser for all files.
      globalSetup: ["test/browser/global-setup.ts"],
      // No file changes a module's state. Sharing modules loads Prism, Shiki and the contract once per worker.
      isolate: false,
      // A worker mostly waits for the browser or for a sample's process.
      maxWorkers: 2,
      // Processes and browsers start slowly on a busy machine.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      // A message shows a list as a whole: it names what is missing.
      chaiConfig: { truncateThreshold: 0 },
    },
  }),
);
