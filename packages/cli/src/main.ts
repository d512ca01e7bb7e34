#!/usr/bin/env node
import module from "node:module";
import process from "node:process";
import { version } from "./version.ts";

const args = process.argv.slice(2);
// Printed here, so that nothing else is loaded for it.
if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) {
  process.stdout.on("error", () => {});
  process.stdout.write(`${version}\n`);
} else {
  // Node 20 has no such cache.
  module.enableCompileCache?.();
  const { runInProcess } = await import("./run-in-process.ts");
  await runInProcess(args);
}
