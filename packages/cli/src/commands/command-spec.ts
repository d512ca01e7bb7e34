import type { Command } from "commander";
import type { CommandContext } from "../command-context.ts";

/** Adds a command's description, options, and action to it. */
export type ConfigureCommand = (command: Command, context: CommandContext) => void;

/** A command, as far as the list of commands needs it. */
export interface CommandSpec {
  /** The name with its arguments. */
  synopsis: string;
  summary: string;
  /** Loads the rest. Only the command that runs is loaded. */
  load: () => Promise<ConfigureCommand>;
}

/** Returns the name in a synopsis. */
export function nameOf({ synopsis }: CommandSpec): string {
  return synopsis.split(" ")[0] ?? synopsis;
}
