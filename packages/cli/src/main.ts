#!/usr/bin/env node
import { createRequire } from "node:module";

// Starts fast: each branch loads only what it needs. The global `process` is used here, because importing `node:process` opens
// all three standard streams.
const args = process.argv.slice(2);
const [only] = args.length === 1 ? args : [];

if (only === "--version" || only === "-V") {
  const { version } = createRequire(import.meta.url)("../package.json") as { version: string };
  print(`${version}\n`);
} else if (only === "--help" || only === "-h") {
  const { formatProgramHelp } = await import("./help/program-help.ts");
  print(formatProgramHelp());
} else {
  const { runInProcess } = await import("./run-in-process.ts");
  await runInProcess(args);
}

/** Prints a text. A reader that ends first is no reason to crash. */
function print(text: string): void {
  process.stdout.on("error", () => {});
  process.stdout.write(text);
}
