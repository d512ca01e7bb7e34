import module from "node:module";
import { exitCodes } from "./exit-codes.ts";

const signals = [
  ["SIGINT", exitCodes.interrupted.code],
  ["SIGTERM", exitCodes.terminated.code],
] as const;

/** Runs the command with this process's environment, streams, and signals, and sets its exit code. */
export async function runInProcess(args: readonly string[]): Promise<void> {
  // Node 20 has no such cache.
  module.enableCompileCache?.();
  const { runCli } = await import("./run-cli.ts");
  const interrupt = new AbortController();
  for (const [name, code] of signals) {
    process.on(name, () => {
      // The second signal does not wait for anything.
      if (interrupt.signal.aborted) process.exit(code);
      interrupt.abort(name);
    });
  }
  const { env, stdin, stdout, stderr } = process;
  // A reader that ends first is no reason to crash, also after the command has ended.
  for (const stream of [stdout, stderr]) stream.on("error", () => {});
  process.exitCode = await runCli(args, { env, stdin, stdout, stderr, signal: interrupt.signal });
  // Nothing that is still open, such as a connection, may delay the end.
  if (interrupt.signal.aborted) process.exit();
}
