import type { Command } from "commander";

/** Adds command lines to the end of a command's help. A test runs each of them. */
export function addExamples(command: Command, lines: readonly string[]): Command {
  return command.addHelpText("after", ["", "Examples:", ...lines.map((line) => `  ${line}`)].join("\n"));
}
