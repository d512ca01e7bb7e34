import { execFile } from "node:child_process";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** Peers that are only measured: they are installed for the benchmark, and are no dependencies. */
export const PEERS = {
  "@scalar/mock-server": "0.14.4",
  msw: "3.0.5",
  "@hono/node-server": "2.1.9",
} as const;

const FOLDER = join(import.meta.dirname, "../node_modules/.cache/mock-peers");

/** Installs the peers, and the programs that serve them. Returns the folder. */
export async function installPeers(): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, "package.json"), '{ "private": true, "type": "module" }');
  const packages = Object.entries(PEERS).map(([name, version]) => `${name}@${version}`);
  const options = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"];
  await promisify(execFile)("npm", ["install", ...options, ...packages], { cwd: FOLDER });
  await cp(join(import.meta.dirname, "peers"), FOLDER, { recursive: true });
  return FOLDER;
}
