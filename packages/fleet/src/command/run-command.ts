import { CommanderError } from "commander";
import { describeError } from "../describe-error.ts";
import type { CommandContext } from "./command-context.ts";
import { exitCodes } from "./exit-codes.ts";
import { UsageError } from "./load-fleet.ts";
import { createProgram } from "./program.ts";

/** Runs the command. Returns its exit code. */
export async function runCommand(args: readonly string[], context: CommandContext): Promise<number> {
  try {
    await createProgram(context).parseAsync([...args], { from: "user" });
    return exitCodes.ok;
  } catch (error) {
    // commander has printed its own errors, and help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    const isUsage = error instanceof UsageError || error instanceof TypeError;
    context.stderr.write(`${isUsage ? error.message : describeError(error)}\n`);
    return isUsage ? exitCodes.usage : exitCodes.error;
  }
}
