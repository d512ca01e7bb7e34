import type * as client from "@dreambooth-sandbox/client";
import { CommanderError } from "commander";
import { type ExitCodeName, exitCodes } from "./exit-codes.ts";
import { CommandError, withoutAdvice } from "./output/command-error.ts";
import { isBrokenPipe } from "./output/output.ts";

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
  connection_failed: "unavailable",
  create_outcome_unknown: "outcomeUnknown",
  deadline_exceeded: "deadline",
  invalid_request: "usage",
  journal_failed: "error",
  quota_exceeded: "quota",
  rate_limited: "unavailable",
  timeout: "unavailable",
  training_failed: "trainingFailed",
  training_not_found: "trainingNotFound",
  unexpected_response: "error",
  unsupported_runtime: "error",
};

/**
 * Returns the exit code for an error, so that scripts can distinguish errors. What ended the command from outside, such as
 * Ctrl-C, takes precedence over the error that it caused.
 */
export function findExitCode(error: unknown, ended: AbortSignal): number {
  return exitCodes[findExitCodeName(withoutAdvice(error), ended)].code;
}

function findExitCodeName(error: unknown, ended: AbortSignal): ExitCodeName {
  if (error instanceof CommanderError) return error.exitCode === 0 ? "ok" : "usage";
  if (ended.aborted) return nameEnding(ended.reason);
  if (error instanceof CommandError) return error.exit;
  const code = readCode(error);
  // A newer client may throw an error that this version does not list.
  return code !== undefined && isListed(code) ? exitCodeNames[code] : "error";
}

function nameEnding(reason: unknown): ExitCodeName {
  if (isBrokenPipe(reason)) return "brokenPipe";
  if (reason === "SIGTERM") return "terminated";
  // Other errors are failed writes, as to a full disk.
  return isSystemError(reason) ? "error" : "interrupted";
}

function isSystemError(reason: unknown): boolean {
  return reason instanceof Error && "syscall" in reason;
}

/** Returns the `code` of an error. The client's classes are not loaded here: most commands end without an error. */
export function readCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

function isListed(code: string): code is ErrorCode {
  return Object.hasOwn(exitCodeNames, code);
}
