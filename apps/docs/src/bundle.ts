import { join, relative } from "node:path";
import { build } from "esbuild";
import { DIST, writeDist } from "./dist.ts";

const SRC = import.meta.dirname;

/** What is bundled for the browser. */
export interface Assets {
  /** The path below `dist` of each script, by its source below `src`. */
  scripts: ReadonlyMap<string, string>;
  /** The text of each stylesheet, by its source: it goes into the page, which is then painted after one round trip. */
  styles: ReadonlyMap<string, string>;
}

/** Bundles the browser's scripts into `dist/assets`, named by their content, and its styles into text. */
export async function bundleAssets(scripts: string[], styles: string[]): Promise<Assets> {
  return { scripts: await bundleScripts(scripts), styles: await bundleStyles(styles) };
}

async function bundleScripts(sources: string[]): Promise<Map<string, string>> {
  const result = await bundle(sources, { format: "esm", splitting: true });
  for (const { path, contents } of result.outputFiles) await writeDist(relative(DIST, path), contents);
  return new Map(
    Object.entries(result.metafile.outputs).flatMap(([output, { entryPoint }]) =>
      entryPoint === undefined ? [] : [[entryPoint, relative(DIST, join(SRC, output))] as const],
    ),
  );
}

async function bundleStyles(sources: string[]): Promise<Map<string, string>> {
  const result = await bundle(sources, {});
  const texts = new Map(result.outputFiles.map(({ path, text }) => [path, text.trim()]));
  return new Map(
    Object.entries(result.metafile.outputs).map(([output, { entryPoint = "" }]) => [
      entryPoint,
      texts.get(join(SRC, output)) ?? "",
    ]),
  );
}

function bundle(sources: string[], options: { format?: "esm"; splitting?: boolean }) {
  return build({
    ...options,
    entryPoints: [...new Set(sources)].map((source) => join(SRC, source)),
    outdir: join(DIST, "assets"),
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    bundle: true,
    minify: true,
    target: ["es2023", "chrome125", "firefox128", "safari18"],
    conditions: ["@dreambooth-sandbox/source"],
    metafile: true,
    write: false,
    absWorkingDir: SRC,
    logLevel: "warning",
  });
}
