import type { TrainingUpdate } from "./training-update.ts";

/** What errors carry, next to their message. */
export interface ErrorFields {
  cause?: unknown;
  httpStatus?: number;
  excerpt?: string;
  serviceMessage?: string | undefined;
  retryAfterMs?: number | undefined;
  trainingId?: string | undefined;
  problems?: Problem[];
  reason?: string | undefined;
  update?: TrainingUpdate | undefined;
}

/**
 * Every error that the client makes. A caller's abort is not among them: it throws the signal's own reason.
 * No text, field or cause contains the API key.
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
export abstract class SandboxError extends Error {
  /** Which error it is: the same in every version and every build. */
  abstract readonly code: string;
  /** The HTTP code of the reply, if one came. 0 is a redirect that a browser keeps to itself. */
  declare readonly httpStatus?: number;
  /** The beginning of the reply, at most 200 characters. */
  declare readonly excerpt?: string;
  /** What the service says, in a well-formed error reply. */
  declare readonly serviceMessage?: string | undefined;
  /** How long the service asks to wait, in milliseconds. */
  declare readonly retryAfterMs?: number | undefined;
  /** The training that was asked for. */
  declare readonly trainingId?: string | undefined;

  constructor(message: string, fields?: ErrorFields) {
    super(message, fields);
    Object.assign(this, fields);
  }
}

interface NamedError<Name extends string, Code extends string> extends SandboxError {
  readonly name: Name;
  readonly code: Code;
}

type Named<Name extends string, Code extends string> = new (
  message: string,
  fields?: ErrorFields,
) => NamedError<Name, Code>;

/** Names stand as text, so that they survive minification. */
function named<const Name extends string, const Code extends string>(
  name: Name,
  code: Code,
): Named<Name, Code> {
  return class extends SandboxError {
    override get name(): Name {
      return name;
    }
    get code(): Code {
      return code;
    }
  };
}

/** The key is missing, or the service does not accept it. */
export class AuthenticationError extends named("AuthenticationError", "authentication_failed") {}

/** What is wrong with one field. */
export interface Problem {
  /** The field's name on the wire, with an index inside a list: `images[2]`. Absent if the service named none. */
  field?: string;
  /** What was expected, and what came. */
  message: string;
}

/** The request is wrong: found before it was sent, or by the service. */
export class ValidationError extends named("ValidationError", "invalid_request") {
  /** Every problem, not only the first. */
  declare readonly problems: Problem[];
}

/** Too many requests, the same request within 30 seconds, or a full queue. `retryAfterMs` tells how long to wait, if known. */
export class RateLimitError extends named("RateLimitError", "rate_limited") {}

/** The service knows no training with this id. */
export class TrainingNotFoundError extends named("TrainingNotFoundError", "training_not_found") {}

/** The account has not enough credits, or its plan does not include this. */
export class QuotaError extends named("QuotaError", "quota_exceeded") {}

/** The training itself failed. */
export class TrainingFailedError extends named("TrainingFailedError", "training_failed") {
  /** Why, as the step log says. Absent if it does not. */
  declare readonly reason?: string | undefined;
  /** The last update, with the whole log. */
  declare readonly update: TrainingUpdate;
}

/** One attempt took longer than `timeoutMs`, its body included. */
export class TimeoutError extends named("TimeoutError", "timeout") {}

/** The whole call would take longer than `deadlineMs`. The training goes on: follow it again by `trainingId`. */
export class DeadlineError extends named("DeadlineError", "deadline_exceeded") {}

/** No connection came about, or it broke. */
export class ConnectionError extends named("ConnectionError", "connection_failed") {
  /** What the runtime says. */
  declare readonly cause: Error;
}

/** The service answered, but not as the contract describes: HTML, a redirect, a missing field, a failure of its own. */
export class UnexpectedReplyError extends named("UnexpectedReplyError", "unexpected_reply") {}

/**
 * A create was sent, and whether it took effect is not known: **the training may exist and be charged for**. Look at the
 * account before you send it again. `cause` tells what happened; it is the signal's reason if the caller aborted.
 */
export class CreateOutcomeUnknownError extends named("CreateOutcomeUnknownError", "create_outcome_unknown") {}
