#!/usr/bin/env node
import { explainOldNode } from "./node-version.ts";

const problem = explainOldNode();
if (problem === undefined) {
  const { enableCompileCache } = await import("node:module");
  enableCompileCache();
  const { runCommand } = await import("./command/command.ts");
  await runCommand(process.argv);
} else {
  console.error(problem);
  process.exitCode = 1;
}
