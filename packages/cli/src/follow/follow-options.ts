import { type Command, InvalidArgumentError, Option } from "commander";
import ms, { type StringValue } from "ms";
import type { GlobalOptions } from "../command-context.ts";

/** The options of every command that waits. */
export interface FollowOptions extends GlobalOptions {
  deadline: number;
  every?: number;
}

const DEFAULT_DEADLINE = "2h";

/** Adds the options of a command that waits. */
export function addFollowOptions(command: Command): Command {
  const deadline = new Option("--deadline <time>", "how long to wait; the training continues after it")
    .argParser(parseDuration)
    .default(ms(DEFAULT_DEADLINE), DEFAULT_DEADLINE);
  return command
    .addOption(deadline)
    .option("--every <time>", "poll at this interval instead of one that fits the estimate", parseDuration)
    .option("--json", "print each update as a line of JSON");
}

function parseDuration(value: string): number {
  const durationMs = ms(value as StringValue);
  if (durationMs > 0) return durationMs;
  throw new InvalidArgumentError("Expected a time such as 90m or 2h.");
}
