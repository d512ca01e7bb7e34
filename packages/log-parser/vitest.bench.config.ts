import { defineConfig } from "vitest/config";

/** The benchmark measures the built package as Node itself loads it, one file after the other. */
export default defineConfig({
  test: {
    include: [],
    benchmark: { include: ["bench/*.bench.ts"] },
    fileParallelism: false,
    server: { deps: { external: [/\/dist\//] } },
  },
});
