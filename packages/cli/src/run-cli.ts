import { Command } from "commander";
import type { CliContext } from "./cli-context.ts";
import { addParseLogCommand } from "./commands/parse-log.ts";
import { addStatusCommand } from "./commands/status.ts";
import { addTrainCommand } from "./commands/train.ts";
import { addWaitCommand } from "./commands/wait.ts";
import { explainError, exitCodeOf, wasReported } from "./explain-error.ts";
import { trainingFields } from "./request/request-fields.ts";
import { version } from "./version.ts";

const HELP = `
Environment:
  DREAMBOOTH_SANDBOX_API_KEY   your key; never an option, so that no list of processes shows it
  DREAMBOOTH_SANDBOX_BASE_URL  where the service is; --base-url goes before it

Exit codes:
  0 done   1 error   2 wrong usage, request or key   3 the training failed
  4 deadline passed   5 whether the training was created is unknown: do not repeat it blindly
  130 interrupted

Try it without paying: npx @dreambooth-sandbox/mock --port 4010 --speed 60`;

function createProgram(context: CliContext): Command {
  const program = new Command("dreambooth-sandbox")
    .description("Train Dreambooth models through the Dreambooth Sandbox API (unofficial).")
    .version(version)
    .option("--base-url <url>", "where the service is")
    .option("--debug", "show the stack of an error")
    .addHelpText("after", HELP)
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
 * @param args What follows the command's name, as in `["wait", "F5jvdzGnYi"]`.
 * @returns The exit code; see `exitCodes`. It never throws: errors are a sentence on standard error.
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
    return 0;
  } catch (error) {
    if (!wasReported(error)) {
      context.stderr.write(`error: ${explainError(error, program.opts()["debug"] === true)}\n`);
    }
    return exitCodeOf(error, context.signal);
  }
}
