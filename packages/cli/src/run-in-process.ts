import { constants } from "node:os";
import process from "node:process";
import { runCli } from "./run-cli.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
const SIGNAL_EXIT_CODE = 128;

/** Runs the command with this process's environment, streams, and signals, and sets its exit code. */
export async function runInProcess(args: readonly string[]): Promise<void> {
  const interrupt = new AbortController();
  for (const name of SIGNALS) {
    process.on(name, () => {
      // The second signal does not wait for anything.
      if (interrupt.signal.aborted) process.exit(SIGNAL_EXIT_CODE + constants.signals[name]);
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
