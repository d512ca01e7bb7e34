// `npm test`: installs, then checks everything. Works on Node 20, before anything is installed.
import process from "node:process";
import { install, runPnpm } from "./pnpm.mjs";

await install();
process.exitCode = await runPnpm("run", "check");
