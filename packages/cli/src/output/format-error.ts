import type { ExplainedError } from "./explain-error.ts";
import { toPrintable } from "./to-printable.ts";

/** Returns the lines of an error for a person. */
export function formatError({ message, next = [] }: ExplainedError, stack: string | undefined): string {
  const lines = [`error: ${toPrintable(message)}`];
  if (next.length > 0) lines.push("Next:", ...next.map((command) => `  ${command}`));
  if (stack !== undefined) lines.push(toPrintable(stack));
  return lines.join("\n");
}

/** Returns the JSON document of an error for programs. */
export function formatErrorDocument(
  { code, message, next, details }: ExplainedError,
  exitCode: number,
  stack: string | undefined,
): string {
  return JSON.stringify({ error: { code, message, exitCode, ...details, next, stack } });
}
