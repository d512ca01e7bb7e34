import { CommanderError } from "commander";
import type { CliContext } from "./cli-context.ts";
import { type CommandContext, createCommandContext } from "./command-context.ts";
import { exitCodes } from "./exit-codes.ts";
import { findExitCode } from "./find-exit-code.ts";
import { withoutAdvice } from "./output/command-error.ts";
import { explainError } from "./output/explain-error.ts";
import { formatError, formatErrorDocument } from "./output/format-error.ts";
import { createOutput } from "./output/output.ts";
import { createProgram, mayNeed } from "./program.ts";

/**
 * Runs one command of `dreambooth-sandbox` in this process.
 *
 * @param args The arguments after the command's name, as in `["wait", "F5jvdzGnYi"]`.
 * @returns The exit code; see `exitCodes`. It never throws: errors are written to standard error.
 *
 * @example
 * ```ts
 * const { env, stdin, stdout, stderr } = process;
 * process.exitCode = await runCli(["status", "F5jvdzGnYi"], { env, stdin, stdout, stderr });
 * ```
 */
export async function runCli(args: readonly string[], context: CliContext): Promise<number> {
  const output = createOutput(context);
  const commandContext = createCommandContext(context, output);
  try {
    const program = await createProgram(commandContext, mayNeed(args));
    await program.parseAsync(args, { from: "user" });
    await output.flush();
    return exitCodes.ok.code;
  } catch (error) {
    return reportError(error, args, commandContext);
  } finally {
    await output.close();
  }
}

/** Prints an error, unless it is none or nobody reads it, and returns the exit code. */
function reportError(error: unknown, args: readonly string[], { output, ended }: CommandContext): number {
  const exitCode = findExitCode(error, ended);
  if (wasHelp(error)) return exitCode;
  const explained = explainError(error, ended);
  if (!explained) return exitCode;
  const stack = args.includes("--debug") ? readStack(withoutAdvice(error)) : undefined;
  const json = args.includes("--json");
  output.report(json ? formatErrorDocument(explained, exitCode, stack) : formatError(explained, stack));
  return exitCode;
}

/** Commander throws after it has printed the help or the version, too. */
function wasHelp(error: unknown): boolean {
  return error instanceof CommanderError && (error.exitCode === 0 || error.code === "commander.help");
}

function readStack(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}
