import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { run } from "./run.ts";

const BUN = `@oven/bun-${process.platform}-${process.arch}`;
const MANAGERS = ["npm@11.15.0", "pnpm@12.21.0", "@yarnpkg/cli-dist@4.18.1", `${BUN}@1.4.5`];

/** Where the package managers and the Node versions are. */
export interface Tools {
  /** The folders with the package managers' commands. */
  managerFolders: string[];
  /** Returns the folder with a Node version's binary. */
  findNodeFolder(version: string): string;
}

/** Installs the package managers and these Node versions through this registry. */
export async function installTools(
  folder: string,
  nodeVersions: Iterable<string>,
  registry: string,
): Promise<Tools> {
  const flags = ["--no-audit", "--no-fund", "--no-package-lock", `--registry=${registry}`];
  async function install(name: string, packages: string[]): Promise<void> {
    const target = join(folder, name);
    await mkdir(target, { recursive: true });
    await writeFile(join(target, "package.json"), '{ "private": true }');
    await run("npm", ["install", ...flags, ...packages], { cwd: target });
  }
  const node = `node-${process.platform}-${process.arch}`;
  await install("managers", MANAGERS);
  for (const version of nodeVersions) await install(version, [`${node}@${version}`]);
  const managers = join(folder, "managers/node_modules");
  return {
    managerFolders: [join(managers, ".bin"), join(managers, BUN, "bin")],
    findNodeFolder: (version) => join(folder, version, "node_modules", node, "bin"),
  };
}
