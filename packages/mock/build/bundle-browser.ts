import { globSync, rmSync } from "node:fs";
import { build } from "esbuild";
import type { BundledModules } from "./bundle-prism.ts";

/**
 * Bundles the mock for pages into one module without imports, which a page can load as it is. It replaces what the compiler
 * wrote for its modules. Returns the modules that it contains.
 */
export async function bundleBrowserMock(source: string, folder: string): Promise<BundledModules> {
  for (const file of globSync(["browser/*.js{,.map}", "generated/*"], { cwd: folder }))
    rmSync(`${folder}/${file}`);
  const { metafile } = await build({
    entryPoints: [source],
    outfile: `${folder}/browser/index.js`,
    bundle: true,
    platform: "browser",
    format: "esm",
    target: "es2023",
    conditions: ["@dreambooth-sandbox/source"],
    metafile: true,
    minify: true,
    sourcemap: true,
    // THIRD-PARTY-NOTICES contains all licenses.
    legalComments: "none",
    logLevel: "warning",
  });
  return metafile.inputs;
}
