import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { InvalidArgumentError } from "commander";
import type { CliContext } from "./cli-context.ts";

/** The text of a file, or of standard input when `path` is missing or `-`. */
export async function readInput(path: string | undefined, { stdin }: CliContext): Promise<string> {
  if (path !== undefined && path !== "-") return readFile(path, "utf8");
  if (stdin.isTTY) {
    throw new InvalidArgumentError("Expected a file, or a step log on standard input; got a terminal.");
  }
  return text(stdin);
}

/** The step log itself: of a whole JSON reply its log field, of any other text all of it. */
export function extractLog(input: string): string {
  if (!input.trimStart().startsWith("{")) return input;
  try {
    const reply: unknown = JSON.parse(input);
    if (typeof reply !== "object" || reply === null) return input;
    const log = "data" in reply ? reply.data : "logs" in reply ? reply.logs : undefined;
    return typeof log === "string" ? log : input;
  } catch {
    return input;
  }
}
