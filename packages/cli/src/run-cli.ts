import { Command } from "commander";
import type { CliContext } from "./cli-context.ts";
import { addParseLogCommand } from "./commands/parse-log.ts";
import { addStatusCommand } from "./commands/status.ts";
import { addTrainCommand } from "./commands/train.ts";
import { addWaitCommand } from "./commands/wait.ts";
import { exitCodes } from "./exit-codes.ts";
import { explainError, wasReported } from "./explain-error.ts";
import { findExitCode } from "./find-exit-code.ts";
import { formatHelp } from "./format-help.ts";
import { trainingFields } from "./request/request-fields.ts";
import { version } from "./version.ts";

/** Returns the command with its subcommands and options. */
export function createProgram(context: CliContext): Command {
  const program = new Command("dreambooth-sandbox")
    .description("Train Dreambooth models through the Dreambooth Sandbox API (unofficial).")
    .version(version)
    .option("--base-url <url>", "the base URL of the service")
    .option("--debug", "show the stack trace of an error")
    .addHelpText("after", formatHelp())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      writeErr: (text) => void context.stderr.write(text),
    });
  addTrainCommand(program, context, trainingFields);
  addStatusCommand(program, context);
  addWaitCommand(program, context);
  addParseLogCommand(program, context);
  return program;
}

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
  const program = createProgram(context);
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCodes.ok.code;
  } catch (error) {
    if (!wasReported(error)) {
      context.stderr.write(`error: ${explainError(error, program.opts()["debug"] === true)}\n`);
    }
    return findExitCode(error, context.signal);
  }
}
