#!/usr/bin/env node
import process from "node:process";
import { runCli } from "./run-cli.ts";

const interrupt = new AbortController();
process.once("SIGINT", () => interrupt.abort(new Error("Interrupted.")));
process.once("SIGTERM", () => interrupt.abort(new Error("Terminated.")));

const { env, stdin, stdout, stderr } = process;
process.exitCode = await runCli(process.argv.slice(2), {
  env,
  stdin,
  stdout,
  stderr,
  signal: interrupt.signal,
});
