import type { TrainingLog } from "@dreambooth-sandbox/log-parser";
import { usageError } from "../output/command-error.ts";

/** @throws CommandError if a text is empty, or if nothing in it is an entry of a step log. */
export function requireLog({ text, entries }: TrainingLog): void {
  if (text.trim() === "") throw usageError("Expected a step log; the input is empty.");
  if (entries.some(({ kind }) => kind !== "unknown")) return;
  throw usageError("The input is not a step log: no line has a known form.");
}
