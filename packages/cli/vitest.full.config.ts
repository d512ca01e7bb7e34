import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

/** Tests in real terminals and shells: they start many processes, and need Python, bash, and tmux. */
export default mergeConfig(
  shared,
  defineConfig({
    test: { include: ["test/full/**/*.full.ts"], testTimeout: 60_000, fileParallelism: false },
  }),
);
