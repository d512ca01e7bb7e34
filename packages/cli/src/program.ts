import { Command } from "commander";
import { type CommandSpec, nameOf } from "./commands/command-spec.ts";
import { commandSpecs } from "./commands/commands.ts";
import type { CommandContext } from "./command-context.ts";
import { formatHelp } from "./help/format-help.ts";
import { version } from "./version.ts";

/** Creates the command, with the subcommands that `isNeeded` chooses; of all others it has only the summary. */
export async function createProgram(
  context: CommandContext,
  isNeeded: (spec: CommandSpec) => boolean = () => true,
): Promise<Command> {
  const program = new Command("dreambooth-sandbox")
    .description("Train Dreambooth models through the Dreambooth Sandbox API (unofficial).")
    .version(version)
    .option("--base-url <url>", "the base URL of the service")
    .option("--key-file <file>", "read the API key from a file that only you can read")
    .option("--journal <folder>", "where to record what is sent and how it ended")
    .option("--verbose", "show requests, retries, waits, and timings")
    .option("--debug", "show the stack trace of an error")
    .addHelpText("after", formatHelp)
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.output.print(text),
      writeErr: (text) => context.output.report(text.trimEnd()),
      // Errors are printed where all others are, as text or as JSON.
      outputError: () => {},
    });
  for (const spec of commandSpecs) {
    const command = program.command(spec.synopsis).summary(spec.summary);
    if (isNeeded(spec)) (await spec.load())(command, context);
  }
  return program;
}

/** Returns whether the arguments can need a command: they name it, or they complete a command line. */
export function mayNeed(args: readonly string[]): (spec: CommandSpec) => boolean {
  return (spec) => args.includes(nameOf(spec)) || args.includes("complete");
}
