import { join } from "node:path";
import { build } from "esbuild";

/** Bundles a program for a runtime without a module loader of its own, and returns the file. */
export async function bundle(folder: string, entry: string): Promise<string> {
  const outfile = join(folder, `bundled-${entry}`);
  const entryPoints = [join(folder, entry)];
  await build({ entryPoints, outfile, bundle: true, format: "esm", platform: "browser", logLevel: "error" });
  return outfile;
}
