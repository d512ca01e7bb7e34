import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import type { CommandContext } from "../command-context.ts";
import { CommandError } from "../output/command-error.ts";

/** Returns whether a question can be asked: it is read from standard input, and shown on standard error. */
export function canAsk({ stdin, stderr }: CommandContext): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
}

/**
 * Asks a question and returns the answer, or `undefined` at the end of the input. With `hidden` the answer is not shown: the
 * terminal is in raw mode until this promise settles, for whatever reason.
 *
 * @throws the reason why the command ends.
 */
export async function ask(
  { stdin, stderr, ended }: CommandContext,
  question: string,
  { hidden }: { hidden: boolean },
): Promise<string | undefined> {
  ended.throwIfAborted();
  // In terminal mode, readline itself echoes what is typed, to a stream that discards it.
  const output = hidden ? new Writable({ write: (_chunk, _encoding, done) => done() }) : undefined;
  const lines = createInterface({ input: stdin, ...(output && { output }), terminal: hidden });
  let stopListening = () => {};
  try {
    return await new Promise<string | undefined>((resolve, reject) => {
      const end = () => reject(ended.reason as Error);
      ended.addEventListener("abort", end);
      stopListening = () => ended.removeEventListener("abort", end);
      lines.once("line", resolve);
      lines.once("close", () => resolve(undefined));
      // In raw mode, Ctrl-C is a key and no signal.
      lines.once("SIGINT", () => reject(interrupted()));
      // Only now: what is typed before the terminal is in raw mode would be shown.
      stderr.write(question);
    });
  } finally {
    stopListening();
    lines.close();
    if (hidden || ended.aborted) stderr.write("\n");
  }
}

function interrupted(): CommandError {
  return new CommandError("Interrupted.", { code: "interrupted", exit: "interrupted" });
}
