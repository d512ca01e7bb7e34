import type { CliContext } from "./cli-context.ts";
import type { Output } from "./output/output.ts";

/** What every command works with. */
export interface CommandContext extends CliContext {
  /** Where the command prints. The streams themselves are only for terminals. */
  output: Output;
  /** Ends waits: an interrupt, or a reader of the output that has ended. */
  ended: AbortSignal;
}

/** The options that every command accepts. */
export interface GlobalOptions {
  baseUrl?: string;
  keyFile?: string;
  journal?: string;
  verbose?: true;
  debug?: true;
  json?: true;
}

/** Returns the context of a command with an output, and a signal that joins all reasons to end. */
export function createCommandContext(context: CliContext, output: Output): CommandContext {
  const ending = new AbortController();
  for (const signal of [context.signal, output.failed]) {
    const end = () => ending.abort(signal?.reason);
    if (signal?.aborted) end();
    signal?.addEventListener("abort", end, { once: true });
  }
  return { ...context, output, ended: ending.signal };
}
