import { CommanderError, InvalidArgumentError } from "commander";

/** Returns the error's message; with `debug`, its stack. */
export function explainError(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return String(error);
  return (debug && error.stack) || error.message;
}

/** Returns whether commander has already reported the error, as it does for a wrong command line. */
export function wasReported(error: unknown): boolean {
  return error instanceof CommanderError && !(error instanceof InvalidArgumentError);
}
