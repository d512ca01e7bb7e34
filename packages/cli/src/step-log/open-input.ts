import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { CliContext } from "../cli-context.ts";
import { readTextFile } from "../files/read-text-file.ts";
import { usageError } from "../output/command-error.ts";

/** Returns whether a path stands for standard input. */
export function isStandardInput(path: string | undefined): path is "-" | undefined {
  return path === undefined || path === "-";
}

/**
 * Returns standard input.
 *
 * @throws CommandError if it is a terminal: nobody types a step log.
 */
export function requireInput({ stdin }: CliContext): Readable {
  if (!stdin.isTTY) return stdin;
  throw usageError("Expected a file, or a step log on standard input; got a terminal.");
}

/** Returns the text of a file, or of standard input. */
export async function readInput(path: string | undefined, context: CliContext): Promise<string> {
  return isStandardInput(path) ? text(requireInput(context)) : readTextFile(path);
}
