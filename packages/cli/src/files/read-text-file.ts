import { readFile } from "node:fs/promises";
import { usageError } from "../output/command-error.ts";

/** Returns the text of a file that the command line names. */
export async function readTextFile(path: string): Promise<string> {
  return readFile(path, "utf8").catch((cause: Error) => {
    throw usageError(`Cannot read ${path}: ${cause.message}`, { cause });
  });
}
