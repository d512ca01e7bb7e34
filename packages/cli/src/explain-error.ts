import { SandboxError } from "@dreambooth-sandbox/client";
import { CommanderError, InvalidArgumentError } from "commander";
import { exitCodes } from "./exit-codes.ts";

const exitCodesByError: Record<string, number> = {
  authentication_failed: exitCodes.usage,
  invalid_request: exitCodes.usage,
  training_failed: exitCodes.trainingFailed,
  deadline_exceeded: exitCodes.deadline,
  create_outcome_unknown: exitCodes.outcomeUnknown,
};

/** The exit code that tells scripts what went wrong. */
export function exitCodeOf(error: unknown, signal: AbortSignal | undefined): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof SandboxError) return exitCodesByError[error.code] ?? exitCodes.error;
  return signal?.aborted ? exitCodes.interrupted : exitCodes.error;
}

/** One sentence for people; with `debug` the stack, too. */
export function explainError(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return String(error);
  return (debug && error.stack) || error.message;
}

/** Whether commander has written the error already, as it does with those of the command line. */
export function wasReported(error: unknown): boolean {
  return error instanceof CommanderError && !(error instanceof InvalidArgumentError);
}
