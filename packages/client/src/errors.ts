import type { TrainingUpdate } from "./training-update.ts";

/** What every error of the client may carry. */
interface ErrorDetails {
  cause?: unknown;
  httpStatus?: number | undefined;
  excerpt?: string | undefined;
  serviceMessage?: string | undefined;
  retryAfterMs?: number | undefined;
  trainingId?: string | undefined;
}

/**
 * Every error that the client makes, with a stable `code`. A caller's abort is not among them: it throws the signal's own
 * reason. No field, cause or text contains the API key.
 *
 * @example
 * ```ts
 * try {
 *   await client.waitForTraining("F5jvdzGnYi");
 * } catch (error) {
 *   if (error instanceof SandboxError) console.error(error.code, error.message);
 * }
 * ```
 */
export abstract class SandboxError<Details extends object = ErrorDetails> extends Error {
  /** Which error it is: the same in every version and every build. */
  abstract readonly code: string;
  /** The HTTP code of the reply, if one came. 0 is a redirect that a browser keeps to itself. */
  declare readonly httpStatus?: number;
  /** The beginning of the reply, at most 200 characters, without the API key. */
  declare readonly excerpt?: string;
  /** What the service says in a well-formed error reply. */
  declare readonly serviceMessage?: string;
  /** How long the service asks to wait, in milliseconds. */
  declare readonly retryAfterMs?: number;
  /** The training that was asked for. */
  declare readonly trainingId?: string;

  constructor(message: string, details?: Details & ErrorDetails) {
    const { cause, ...fields } = details ?? {};
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, fields);
  }

  /** What `JSON.stringify` shows: name, code, message and all fields, without the cause. */
  toJSON(): object {
    const { name, code, message } = this;
    return Object.assign({ name, code, message }, this);
  }
}

/** The key is missing, or the service does not accept it. */
export class AuthenticationError extends SandboxError {
  override get name(): string {
    return "AuthenticationError";
  }
  get code() {
    return "authentication_failed" as const;
  }
}

/** What is wrong with one field. */
export interface Problem {
  /** The field's name on the wire, with an index inside a list: `images[2]`. Absent if the service named none. */
  field?: string;
  /** What was expected, and what came. */
  message: string;
}

/** The request is wrong: found before it was sent, or by the service. */
export class ValidationError extends SandboxError<{ problems: Problem[] }> {
  /** Every problem, not only the first. */
  declare readonly problems: Problem[];
  override get name(): string {
    return "ValidationError";
  }
  get code() {
    return "invalid_request" as const;
  }
}

/** Too many requests, the same request within 30 seconds, or a full queue. `retryAfterMs` says how long to wait, if the service said so. */
export class RateLimitError extends SandboxError {
  override get name(): string {
    return "RateLimitError";
  }
  get code() {
    return "rate_limited" as const;
  }
}

/** The service knows no training with this id. */
export class TrainingNotFoundError extends SandboxError {
  override get name(): string {
    return "TrainingNotFoundError";
  }
  get code() {
    return "training_not_found" as const;
  }
}

/** The account has not enough credits, or its plan does not include this. */
export class QuotaError extends SandboxError {
  override get name(): string {
    return "QuotaError";
  }
  get code() {
    return "quota_exceeded" as const;
  }
}

/** The training itself failed. */
export class TrainingFailedError extends SandboxError<{
  reason: string | undefined;
  update: TrainingUpdate;
}> {
  /** Why, as the step log says. Absent if it does not. */
  declare readonly reason?: string;
  /** The last update, with the whole log. */
  declare readonly update: TrainingUpdate;
  override get name(): string {
    return "TrainingFailedError";
  }
  get code() {
    return "training_failed" as const;
  }
}

/** One attempt took longer than `timeoutMs`, its body included. */
export class TimeoutError extends SandboxError {
  override get name(): string {
    return "TimeoutError";
  }
  get code() {
    return "timeout" as const;
  }
}

/** The whole call took longer than `deadlineMs`. The training goes on: follow it again by `trainingId`. */
export class DeadlineError extends SandboxError<{ lastUpdate?: TrainingUpdate | undefined }> {
  /** The last update before the deadline, while following. */
  declare readonly lastUpdate?: TrainingUpdate;
  override get name(): string {
    return "DeadlineError";
  }
  get code() {
    return "deadline_exceeded" as const;
  }
}

/** No connection came about, or it broke. */
export class ConnectionError extends SandboxError {
  override get name(): string {
    return "ConnectionError";
  }
  get code() {
    return "connection_failed" as const;
  }
}

/** The service answered, but not what the contract describes: HTML, a redirect, a missing field, a failure of its own. */
export class UnexpectedReplyError extends SandboxError {
  override get name(): string {
    return "UnexpectedReplyError";
  }
  get code() {
    return "unexpected_reply" as const;
  }
}

/**
 * A create was sent, and whether it took effect is not known: **the training may exist and be charged for**. Look at the
 * account before sending it again. `cause` says what happened; it is the signal's reason if the caller aborted.
 */
export class CreateOutcomeUnknownError extends SandboxError {
  override get name(): string {
    return "CreateOutcomeUnknownError";
  }
  get code() {
    return "create_outcome_unknown" as const;
  }
}
