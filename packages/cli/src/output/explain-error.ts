import type { SandboxError } from "@dreambooth-sandbox/client";
import { CommanderError } from "commander";
import { readCode } from "../find-exit-code.ts";
import { AdvisedError, CommandError } from "./command-error.ts";
import { toCommandTerms } from "./command-terms.ts";
import { isBrokenPipe } from "./output.ts";

/** An error in the command line's terms. */
export interface ExplainedError {
  code: string;
  message: string;
  /** Commands to run next. */
  next?: string[];
  /** Fields that the error has beyond its message. */
  details?: Record<string, unknown>;
}

/** The fields of the client's errors that an error document repeats. */
const DETAILS = ["trainingId", "intentId", "httpStatus", "retryAfterMs", "reason", "problems", "docsUrl"];

/** Returns what to print about an error. `undefined`: nothing, because the reader of the output has ended. */
export function explainError(error: unknown, ended: AbortSignal): ExplainedError | undefined {
  if (!(error instanceof AdvisedError)) return explainCause(error, ended);
  const explained = explainCause(error.cause, ended);
  if (!explained) return undefined;
  const { message, next, ...ids } = error.advice;
  return {
    code: explained.code,
    message: message === undefined ? explained.message : toCommandTerms(message),
    next,
    details: { ...explained.details, ...ids },
  };
}

function explainCause(error: unknown, ended: AbortSignal): ExplainedError | undefined {
  if (isBrokenPipe(error)) return undefined;
  if (ended.aborted && error === ended.reason) return explainEnding(error);
  if (!(error instanceof Error)) return { code: "error", message: String(error) };
  if (error instanceof CommanderError)
    return { code: "invalid_usage", message: withoutPrefix(error.message) };
  return {
    code: findCode(error),
    message: toCommandTerms(withoutResume(error)),
    ...(error instanceof CommandError && error.next.length > 0 && { next: error.next }),
    details: readDetails(error),
  };
}

function explainEnding(reason: unknown): ExplainedError {
  if (reason instanceof Error && "syscall" in reason)
    return { code: "output_failed", message: `The output could not be written: ${reason.message}.` };
  return reason === "SIGTERM"
    ? { code: "terminated", message: "Terminated." }
    : { code: "interrupted", message: "Interrupted." };
}

function findCode(error: Error): string {
  const code = readCode(error);
  // Codes of the system, as in ENOENT, are no stable names of errors of this command.
  return code !== undefined && code === code.toLowerCase() ? code : "error";
}

function withoutPrefix(message: string): string {
  return message.startsWith("error: ") ? message.slice("error: ".length) : message;
}

/** Returns the message without the client's sentence about how a program resumes a wait. The command prints its own. */
function withoutResume({ message, trainingId }: Error & Partial<SandboxError>): string {
  return message.replace(
    ` The training continues: resume with watchTraining(${JSON.stringify(trainingId)}).`,
    "",
  );
}

function readDetails(error: Error): Record<string, unknown> {
  const fields = error as unknown as Record<string, unknown>;
  return Object.fromEntries(
    DETAILS.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]),
  );
}
