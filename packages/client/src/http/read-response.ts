import { UnexpectedResponseError, ValidationError } from "../errors.ts";
import type { Problem, SandboxError } from "../errors.ts";
import { errorStatusValues } from "../generated/statuses.ts";
import { findListedStatus } from "../listed-status.ts";
import { errorKinds, invalidRequestStatuses, unknownIdKind } from "./error-kinds.ts";
import type { ErrorKind } from "./error-kinds.ts";
import type { Fields } from "./fields.ts";
import { findTrainingId } from "./find-training-id.ts";
import { redactFields } from "./redact.ts";
import { isTryAgain } from "./refusal.ts";
import { isServiceFailure } from "./retry.ts";
import { findRetryAfterMs } from "./retry-after.ts";
import type { ClientRequest, Transport } from "./transport.ts";

const LONGEST_EXCERPT = 200;

/** Returns the beginning of a text on one line, without control characters. */
export function toExcerpt(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, " ").slice(0, LONGEST_EXCERPT);
}

/**
 * Returns what a successful response contains.
 *
 * @throws the {@link SandboxError} that fits any other response.
 */
export function readResponse<T>(
  transport: Transport,
  request: ClientRequest<T>,
  response: Response,
  text: string,
): T {
  const fields = redactFields(parseObject(text), transport.key, transport.redact);
  const { status } = fields;
  const isError = errorStatusValues.some((value) => value === status);
  const isSuccess = typeof status === "string" && (!isError || reportsTraining(request, fields));
  if (response.ok && isSuccess && !isUnknownId(request, fields)) {
    const result = request.read(fields, response);
    if (result !== undefined) return result;
  }
  throw toError(transport, request, response, text, fields, isError);
}

function toError<T>(
  { redact, clock }: Transport,
  request: ClientRequest<T>,
  response: Response,
  text: string,
  fields: Fields,
  isError: boolean,
): SandboxError {
  const { url, operation, trainingId } = request;
  const { status: httpStatus, headers } = response;
  const message = messageOf(fields);
  const excerpt = toExcerpt(redact(text));
  const mentionedId = findTrainingId(text);
  const common = {
    httpStatus,
    excerpt,
    trainingId: trainingId ?? (mentionedId && redact(mentionedId)),
    retryAfterMs: findRetryAfterMs(headers.get("retry-after"), fields, clock.now()),
    serviceMessage: isError && !contradictsItself(fields) ? redact(toText(message)) : undefined,
  };
  const summary = redact(`${operation.method} ${url} returned ${httpStatus}: ${excerpt || "an empty body"}.`);
  const kind = findKind(request, response, fields, isError);
  if (kind) return new kind.type(`${summary} ${kind.advice}`, common);
  return isError && isRejection(httpStatus, message)
    ? new ValidationError(`${summary} Correct the request.`, { ...common, problems: listProblems(message) })
    : new UnexpectedResponseError(`${summary} Check baseUrl, or try again later.`, common);
}

/** Returns whether an error response rejects fields: by its status code, or by a message that lists them. */
function isRejection(httpStatus: number, message: unknown): boolean {
  return invalidRequestStatuses.includes(httpStatus) || (!isServiceFailure(httpStatus) && isObject(message));
}

/** Whether an error response also has the status of a training, or advises a retry beside another message. */
function contradictsItself(fields: Fields): boolean {
  const { message, messege, model_training_status } = fields;
  const words = [message, messege, model_training_status].flat();
  const isBeside = (word: unknown): boolean => word !== messageOf(fields) && isTryAgain(word);
  return words.some((word) => findListedStatus(word) !== undefined || isBeside(word));
}

/** Whether an error response is about the training itself, as in `{"status": "failed", "messege": "training_failed"}`. */
function reportsTraining<T>({ operation }: ClientRequest<T>, fields: Fields): boolean {
  return operation.pathParameter !== undefined && findListedStatus(messageOf(fields)) !== undefined;
}

/** Status codes count first; words count only in an error under HTTP 200, and for an unknown id. */
function findKind<T>(
  request: ClientRequest<T>,
  { ok, status }: Response,
  fields: Fields,
  isError: boolean,
): ErrorKind | undefined {
  if (ok && isUnknownId(request, fields)) return unknownIdKind;
  const words = wordsOf(fields);
  const fits = (kind: ErrorKind): boolean =>
    (ok ? kind.messages.some((known) => words.startsWith(known)) : kind.statuses.includes(status)) &&
    (request.operation.pathParameter !== undefined || kind !== unknownIdKind);
  return isError ? errorKinds.find(fits) : undefined;
}

/** It is not known which `status` a response about an unknown id has, so its whole message decides. */
function isUnknownId<T>({ operation }: ClientRequest<T>, fields: Fields): boolean {
  return operation.pathParameter !== undefined && unknownIdKind.messages.includes(wordsOf(fields));
}

/** The message in lower case, without a full stop at its end. Empty if it is not a sentence. */
function wordsOf(fields: Fields): string {
  const message = messageOf(fields);
  return typeof message === "string" ? message.trim().toLowerCase().replace(/\.$/, "") : "";
}

/** Errors name it `message`, some `messege`. */
function messageOf({ message, messege }: Fields): unknown {
  return message === undefined || message === null || message === "" ? messege : message;
}

function toText(message: unknown): string {
  return typeof message === "string" ? message : (JSON.stringify(message) ?? "");
}

function parseObject(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The message is a sentence, or an object with the reasons for each field. */
function listProblems(message: unknown): Problem[] {
  if (!isObject(message)) return [{ message: toText(message) }];
  return Object.entries(message).map(([field, reasons]) => ({
    field,
    message: [reasons].flat().map(toText).join(" "),
  }));
}
