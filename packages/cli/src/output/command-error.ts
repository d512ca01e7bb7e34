import type { ExitCodeName } from "../exit-codes.ts";

/** What a {@link CommandError} is, and how it ends the command. */
interface CommandErrorFields {
  /** A stable name for programs, as in `already_sent`. */
  code: string;
  exit: ExitCodeName;
  /** The command to run next. */
  next?: string[];
  trainingId?: string | undefined;
  intentId?: string;
}

/** An error of the command itself, as opposed to one of the client. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly code: string;
  readonly exit: ExitCodeName;
  readonly next: string[];
  readonly trainingId?: string;
  readonly intentId?: string;

  constructor(
    message: string,
    { code, exit, next = [], trainingId, intentId }: CommandErrorFields,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.exit = exit;
    this.next = next;
    if (trainingId !== undefined) this.trainingId = trainingId;
    if (intentId !== undefined) this.intentId = intentId;
  }
}

/** Returns the error for a command line, a file, or an input that is invalid. */
export function usageError(message: string, options?: ErrorOptions): CommandError {
  return new CommandError(message, { code: "invalid_usage", exit: "usage" }, options);
}

/** What the command adds to an error of the client, or to the reason why it was interrupted. */
interface Advice {
  /** Replaces the message. */
  message?: string;
  /** The commands to run next. */
  next: string[];
  trainingId?: string | undefined;
  intentId?: string;
}

/** An error with the commands to run next. Its `cause` decides what kind of error it is. */
export class AdvisedError extends Error {
  override readonly name = "AdvisedError";
  readonly advice: Advice;

  constructor(cause: unknown, advice: Advice) {
    super(advice.message ?? (cause instanceof Error ? cause.message : String(cause)), { cause });
    this.advice = advice;
  }
}

/** Returns what an advised error is about; any other error itself. */
export function withoutAdvice(error: unknown): unknown {
  return error instanceof AdvisedError ? error.cause : error;
}
