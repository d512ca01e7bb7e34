import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../../vitest.shared.ts";

/** One file after the other, each in a process of its own: they measure time and memory. */
export default mergeConfig(
  shared,
  defineConfig({ test: { benchmark: { include: ["bench/*.bench.ts"] }, fileParallelism: false, pool: "forks" } }),
);
