import { DOCS_ADDRESS } from "./docs-address.ts";
import type { TrainingUpdate } from "./training-update.ts";

/** What an error can carry besides its message. */
export interface SandboxErrorFields {
  cause?: unknown;
  httpStatus?: number | undefined;
  excerpt?: string | undefined;
  serviceMessage?: string | undefined;
  retryAfterMs?: number | undefined;
  trainingId?: string | undefined;
}

/**
 * The base class of every error that the client throws, except for the reason of the caller's own abort signal and a
 * `TypeError` for wrong options. No message, field, or cause contains the API key.
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
  /** Identifies the kind of error. It is the same in every version and every build. */
  abstract readonly code: string;
  /** The HTTP status code of the response, if there was one. 0 is a redirect that a browser hides. */
  declare readonly httpStatus?: number;
  /** The beginning of the response body, at most 200 characters. */
  declare readonly excerpt?: string;
  /** The service's message, from a well-formed error response. Absent if the response contradicts itself. */
  declare readonly serviceMessage?: string;
  /** The wait that the service requests, in milliseconds. */
  declare readonly retryAfterMs?: number;
  /** The training that the request was about. */
  declare readonly trainingId?: string;
  /** In an error that ends a wait: how often each status or error was observed. */
  declare readonly observed?: Readonly<Record<string, number>>;
  /** In an error that ends a wait: the last update. */
  declare readonly lastUpdate?: TrainingUpdate;
  /** In an error that ends a wait: when the last poll ended, in milliseconds of the clock's monotonic time. */
  declare readonly polledAt?: number;

  /** The address of the error's entry in the documentation. */
  get docsUrl(): string {
    return `${DOCS_ADDRESS}guides/errors.html#${this.code}`;
  }

  constructor(message: string, fields: SandboxErrorFields = {}) {
    const { cause, ...known } = fields;
    super(message, cause === undefined ? undefined : { cause });
    for (const [name, value] of Object.entries(known)) {
      if (value !== undefined) Object.defineProperty(this, name, { value, enumerable: true, writable: true });
    }
  }
}

/** The API key is missing, or the service rejects it. */
export class AuthenticationError extends SandboxError {
  override get name() {
    return "AuthenticationError" as const;
  }
  get code() {
    return "authentication_failed" as const;
  }
}

/** What is wrong with one field of a request. */
export interface Problem {
  /** The field's name on the wire, with an index inside a list: `images[2]`. Absent if the problem is not about one field. */
  field?: string;
  /** What was expected and what came. */
  message: string;
}

/** The request is invalid. Either the client found out before it sent anything, or the service rejected it. */
export class ValidationError extends SandboxError {
  /** Every problem, not only the first. */
  readonly problems: Problem[];

  constructor(message: string, { problems, ...fields }: SandboxErrorFields & { problems: Problem[] }) {
    super(message, fields);
    this.problems = problems;
  }
  override get name() {
    return "ValidationError" as const;
  }
  get code() {
    return "invalid_request" as const;
  }
}

/** Too many requests, the same request too soon, or a full queue. `retryAfterMs` is the time to wait, if known. */
export class RateLimitError extends SandboxError {
  override get name() {
    return "RateLimitError" as const;
  }
  get code() {
    return "rate_limited" as const;
  }
}

/** The service has no training with this id. */
export class TrainingNotFoundError extends SandboxError {
  override get name() {
    return "TrainingNotFoundError" as const;
  }
  get code() {
    return "training_not_found" as const;
  }
}

/** The account is out of credits, or its plan does not include the operation. */
export class QuotaError extends SandboxError {
  override get name() {
    return "QuotaError" as const;
  }
  get code() {
    return "quota_exceeded" as const;
  }
}

/** The training itself failed. */
export class TrainingFailedError extends SandboxError {
  declare readonly trainingId: string;
  /** The reason from the step log. Absent if the log contains none. */
  declare readonly reason?: string;
  /** The last update, with the whole log. */
  readonly update: TrainingUpdate;

  constructor(message: string, { update, reason }: { update: TrainingUpdate; reason?: string | undefined }) {
    super(message, { trainingId: update.trainingId });
    this.update = update;
    if (reason !== undefined) this.reason = reason;
  }
  override get name() {
    return "TrainingFailedError" as const;
  }
  get code() {
    return "training_failed" as const;
  }
}

/** One attempt took longer than `timeoutMs`, its body included. */
export class TimeoutError extends SandboxError {
  override get name() {
    return "TimeoutError" as const;
  }
  get code() {
    return "timeout" as const;
  }
}

/** The whole call would take longer than `deadlineMs`. The training continues: follow it again by `trainingId`. */
export class DeadlineError extends SandboxError {
  override get name() {
    return "DeadlineError" as const;
  }
  get code() {
    return "deadline_exceeded" as const;
  }
}

/** What a {@link ConnectionError} always carries. */
export interface ConnectionErrorFields extends SandboxErrorFields {
  cause: Error;
  surelyNotSent: boolean;
  isTransient: boolean;
}

/** Could not connect, or the connection was lost. */
export class ConnectionError extends SandboxError {
  /** The runtime's messages and codes. */
  declare readonly cause: Error;
  /** Whether the request surely was not sent. `false` proves nothing. */
  readonly surelyNotSent: boolean;
  /** Whether the same request may succeed later. `false` for a rejected certificate, for example. */
  readonly isTransient: boolean;

  constructor(message: string, { surelyNotSent, isTransient, ...fields }: ConnectionErrorFields) {
    super(message, fields);
    this.surelyNotSent = surelyNotSent;
    this.isTransient = isTransient;
  }
  override get name() {
    return "ConnectionError" as const;
  }
  get code() {
    return "connection_failed" as const;
  }
}

/**
 * This runtime's `fetch` can send a request twice, so a create was not sent. Call the service from a server, inject a
 * `fetch` that sends requests once, or accept the risk with `dangerouslyAllowBrowser`.
 */
export class UnsupportedRuntimeError extends SandboxError {
  override get name() {
    return "UnsupportedRuntimeError" as const;
  }
  get code() {
    return "unsupported_runtime" as const;
  }
}

/** The response is not what the contract describes: HTML, a redirect, a missing field, or a failure of the service. */
export class UnexpectedResponseError extends SandboxError {
  override get name() {
    return "UnexpectedResponseError" as const;
  }
  get code() {
    return "unexpected_response" as const;
  }
}

/**
 * A create was sent, and its outcome is unknown: **the training may exist and be charged for**. Check your account before
 * you send it again. `cause` is what happened; it is the signal's reason if the caller aborted.
 */
export class CreateOutcomeUnknownError extends SandboxError {
  override get name() {
    return "CreateOutcomeUnknownError" as const;
  }
  get code() {
    return "create_outcome_unknown" as const;
  }
}

/** The journal could not read or record an intent. Without it, a create with an `intentId` is not sent. */
export class JournalError extends SandboxError {
  override get name() {
    return "JournalError" as const;
  }
  get code() {
    return "journal_failed" as const;
  }
}
