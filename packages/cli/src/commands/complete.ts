import type { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import { addExamples } from "../help/add-examples.ts";

/** Adds what `complete` does: prints a shell's script. The script calls `complete -- <words>` for what completes them. */
export function configureComplete(command: Command, context: CommandContext): void {
  command
    .description(
      "Print the script that makes a shell complete command lines: bash, zsh, fish, or powershell.",
    )
    .allowExcessArguments()
    .action(async () => {
      const program = command.parent ?? command;
      const { completeWords, printScript } = await import("../completion/completion.ts");
      // Only the arguments as they were given have the separator.
      const { rawArgs } = program as Command & { rawArgs: string[] };
      if (rawArgs[rawArgs.indexOf("complete") + 1] === "--")
        await completeWords(program, command.args, context);
      else printScript(program, command.args, context);
    });
  addExamples(command, ["source <(dreambooth-sandbox complete bash)"]);
}
