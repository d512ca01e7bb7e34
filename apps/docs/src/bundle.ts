import { join, relative } from "node:path";
import { build } from "esbuild";
import { DIST } from "./dist.ts";
import type { Assets } from "./layout.ts";

const SRC = import.meta.dirname;

/** Bundles the browser's scripts and styles into `dist/assets`, named by their content. */
export async function bundleAssets(entries: Iterable<string>): Promise<Assets> {
  const result = await build({
    entryPoints: [...new Set(entries)].map((entry) => join(SRC, entry)),
    outdir: join(DIST, "assets"),
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    target: ["es2023", "chrome125", "firefox128", "safari18"],
    conditions: ["@dreambooth-sandbox/source"],
    metafile: true,
    absWorkingDir: SRC,
    logLevel: "warning",
  });
  return new Map(
    Object.entries(result.metafile.outputs).flatMap(([output, { entryPoint }]) =>
      entryPoint === undefined ? [] : [[entryPoint, relative(DIST, join(SRC, output))] as const],
    ),
  );
}
