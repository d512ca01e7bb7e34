import { readFileSync } from "node:fs";
import process from "node:process";
import { run } from "./run.mjs";

const manifest = new URL("../package.json", import.meta.url);
const { packageManager } = JSON.parse(readFileSync(manifest, "utf8"));

/** How long an install may take before a line explains the wait. */
const PATIENCE_MS = 2000;

/** Runs pnpm, in the version that package.json names, and returns its exit code. */
export const runPnpm = (...args) => run("npx", ["-y", "--prefer-offline", packageManager, ...args]);

/** Installs the dependencies. Ends this process if that fails: pnpm has printed the reason. */
export async function install() {
  const { stdout } = process;
  const notice = setTimeout(() => stdout.write("Installing dependencies…\n"), PATIENCE_MS);
  const exitCode = await runPnpm("install", "--frozen-lockfile");
  clearTimeout(notice);
  if (exitCode !== 0) process.exit(exitCode);
}
