// `npm start`: installs, then runs the demo from the packages' sources. Works on Node 20, before anything is installed.
import process from "node:process";
import { install } from "./pnpm.mjs";
import { run } from "./run.mjs";

await install();
// This `node` is the one that the install brought: it runs TypeScript.
process.exitCode = await run("node", ["--conditions=@dreambooth-sandbox/source", "examples/demo/main.ts"]);
