import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { InvalidArgumentError } from "commander";
import type { CliContext } from "./cli-context.ts";

/** The text of a file that the command line names. */
export async function readTextFile(path: string): Promise<string> {
  return readFile(path, "utf8").catch((error: Error) => {
    throw new InvalidArgumentError(`Cannot read ${path}: ${error.message}`);
  });
}

/** The text of a file, or of standard input when `path` is missing or `-`. */
export async function readInput(path: string | undefined, { stdin }: CliContext): Promise<string> {
  if (path !== undefined && path !== "-") return readTextFile(path);
  if (!stdin.isTTY) return text(stdin);
  throw new InvalidArgumentError("Expected a file, or a step log on standard input; got a terminal.");
}
