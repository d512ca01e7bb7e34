import type * as client from "@dreambooth-sandbox/client";
import { SandboxError } from "@dreambooth-sandbox/client";
import { CommanderError } from "commander";
import { type ExitCodeName, exitCodes } from "./exit-codes.ts";

/** The `code` of an error class. The base class has none: its `code` is any string. */
type CodeOf<Export> = Export extends abstract new (...args: never) => {
  readonly code: infer Code extends string;
}
  ? string extends Code
    ? never
    : Code
  : never;

/** The `code` of every error class that the client exports. */
export type ErrorCode = CodeOf<(typeof client)[keyof typeof client]>;

/** The exit code of each error. A new error class of the client does not compile without an entry. */
export const exitCodeNames: Record<ErrorCode, ExitCodeName> = {
  authentication_failed: "usage",
  connection_failed: "error",
  create_outcome_unknown: "outcomeUnknown",
  deadline_exceeded: "deadline",
  invalid_request: "usage",
  journal_failed: "error",
  quota_exceeded: "error",
  rate_limited: "error",
  timeout: "error",
  training_failed: "trainingFailed",
  training_not_found: "trainingNotFound",
  unexpected_response: "error",
  unsupported_runtime: "error",
};

/** Returns the exit code for an error, so that scripts can tell errors apart. */
export function findExitCode(error: unknown, signal: AbortSignal | undefined): number {
  return exitCodes[findExitCodeName(error, signal)].code;
}

function findExitCodeName(error: unknown, signal: AbortSignal | undefined): ExitCodeName {
  if (error instanceof CommanderError) return error.exitCode === 0 ? "ok" : "usage";
  // A newer client may throw an error that this version does not list.
  if (error instanceof SandboxError) return isListed(error.code) ? exitCodeNames[error.code] : "error";
  return signal?.aborted ? "interrupted" : "error";
}

function isListed(code: string): code is ErrorCode {
  return Object.hasOwn(exitCodeNames, code);
}
