import { Command } from "commander";
import { type CommandSpec, nameOf } from "./commands/command-spec.ts";
import { commandSpecs } from "./commands/commands.ts";
import type { CommandContext } from "./command-context.ts";
import { globalOptions, helpOption, versionOption } from "./help/global-options.ts";
import { formatProgramHelp, PROGRAM_DESCRIPTION, PROGRAM_NAME } from "./help/program-help.ts";
import { version } from "./version.ts";

/** Creates the command, with the subcommands that `isNeeded` chooses; of all others it has only the summary. */
export async function createProgram(
  context: CommandContext,
  isNeeded: (spec: CommandSpec) => boolean = () => true,
): Promise<Command> {
  const program = new Command(PROGRAM_NAME)
    .description(PROGRAM_DESCRIPTION)
    .version(version, versionOption.flags, versionOption.description)
    .helpOption(helpOption.flags, helpOption.description)
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.output.print(text),
      writeErr: (text) => context.output.report(text.trimEnd()),
      // Errors are printed where all others are, as text or as JSON.
      outputError: () => {},
    });
  for (const { flags, description } of globalOptions) program.option(flags, description);
  program.helpInformation = formatProgramHelp;
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
