#!/usr/bin/env node
import { explainOldNode } from "./node-version.ts";

const complaint = explainOldNode();
if (complaint === undefined) {
  const { enableCompileCache } = await import("node:module");
  enableCompileCache();
  const { runCommand } = await import("./command/command.ts");
  await runCommand(process.argv);
} else {
  console.error(complaint);
  process.exitCode = 1;
}
