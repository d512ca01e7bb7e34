import { access, copyFile, mkdir, mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.ts";
import type { Runtime } from "./runtimes.ts";

const here = dirname(fileURLToPath(import.meta.url));
const npmInstall = ["install", "--no-audit", "--no-fund", "--no-package-lock"];

/**
 * A new folder with this example's programs and the client, packed as for a release and installed from its tarball.
 * Its dependencies are packed from what is installed here, so that the registry is not asked.
 */
export async function installPackedClient(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "dreambooth-sandbox-runtimes-"));
  const tarballs = join(folder, "tarballs");
  await mkdir(tarballs);
  for (const name of ["client", "log-parser"]) {
    await run("pnpm", ["pack", "--pack-destination", tarballs], join(here, "../../packages", name));
  }
  const openapiFetch = dirname(fileURLToPath(import.meta.resolve("openapi-fetch/package.json")));
  const typescriptHelpers = join(openapiFetch, "../openapi-typescript-helpers");
  for (const dependency of [openapiFetch, typescriptHelpers]) {
    await run("npm", ["pack", "--ignore-scripts", "--pack-destination", tarballs, dependency], folder);
  }
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  const files = (await readdir(tarballs)).map((file) => join(tarballs, file));
  await run("npm", [...npmInstall, "--offline", ...files], folder);
  for (const program of ["train.mjs", "command.mjs", "worker.mjs", "page.mjs"]) {
    await copyFile(join(here, program), join(folder, program));
  }
  return folder;
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** The runtime's binary, installed from npm when it is not there yet; `undefined` when it cannot be had. */
export async function installRuntime(runtime: Runtime): Promise<string | undefined> {
  if (runtime.package === undefined)
    return (await exists("/usr/bin/chromium")) ? "/usr/bin/chromium" : undefined;
  const folder = join(here, "node_modules/.cache/runtimes", runtime.package);
  const command = basename(runtime.package)
    .replace(/@.*/, "")
    .replace(/^node-.*/, "node");
  const binary = join(folder, "node_modules/.bin", command);
  if (await exists(binary)) return binary;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true }');
  await run("npm", [...npmInstall, runtime.package], folder).catch(() => undefined);
  return (await exists(binary)) ? binary : undefined;
}
