import { access, cp, mkdir, mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CHROMIUM } from "./hosts/chromium.ts";
import type { Runtime } from "./hosts/runtime.ts";
import { run } from "./run.ts";

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
  await cp(join(here, "programs"), folder, { recursive: true });
  return folder;
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** Returns the runtime's binary, installed from npm if it is not there yet; `undefined` if it cannot be installed. */
export async function installRuntime(runtime: Runtime): Promise<string | undefined> {
  if (runtime.package === undefined || runtime.binaryPath === undefined)
    return (await exists(CHROMIUM)) ? CHROMIUM : undefined;
  const folder = join(here, "node_modules/.cache/runtimes", runtime.package);
  const binary = join(folder, "node_modules", runtime.binaryPath);
  if (await exists(binary)) return binary;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true }');
  await run("npm", [...npmInstall, runtime.package], folder).catch(() => undefined);
  return (await exists(binary)) ? binary : undefined;
}
