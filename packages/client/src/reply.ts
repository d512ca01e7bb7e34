import {
  AuthenticationError,
  QuotaError,
  RateLimitError,
  TrainingNotFoundError,
  UnexpectedReplyError,
  ValidationError,
} from "./errors.ts";
import type { ErrorFields, Problem, SandboxError } from "./errors.ts";
import { findRetryAfterMs } from "./retry-after.ts";
import { errorReplyStatusValues } from "./schema.ts";
import type { ClientRequest } from "./transport.ts";

/** A reply's fields, none of which can be relied on. */
export type Fields = Record<string, unknown>;

/** An error class, its HTTP codes and words, and what to do about it. */
type Kind = [new (message: string, fields: ErrorFields) => SandboxError, RegExp, string];

/** Which error a reply is: the first whose pattern matches its HTTP code and message. */
const KINDS: Kind[] = [
  [AuthenticationError, /^401|invalid api.?key/i, "Check the API key."],
  [RateLimitError, /^429|rate limit/i, "Wait before you try again."],
  [QuotaError, /^40[23] .|credits|subscription/i, "Check the account."],
  [TrainingNotFoundError, /^404 .|not found/i, "Check the id."],
  [ValidationError, /^4(00|22) .|^[24]\d\d \{/, "Correct the request."],
  [UnexpectedReplyError, /^/, "Expected JSON of success: check baseUrl, or try again later."],
];

/** The beginning of a text on one line, without control characters. */
export function toExcerpt(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, " ").slice(0, 200);
}

/** Reads a reply that reports success. Throws the error that fits any other. */
export function readReply<T>(
  { url, trainingId, read }: ClientRequest<T>,
  { status: httpStatus, ok, headers }: Response,
  text: string,
  now: number,
): T {
  const fields = parseObject(text);
  const { status, message = fields["messege"] ?? "" } = fields;
  const isError = errorReplyStatusValues.some((value) => value === status);
  const said = typeof message === "string" ? message : JSON.stringify(message);
  const isUnknownId = trainingId && /not found/i.test(said);
  const result = ok && typeof status === "string" && !isError && !isUnknownId && read(fields);
  if (result) return result;

  const isKind = ([type, pattern]: Kind) =>
    pattern.test(`${httpStatus} ${said}`) && (trainingId || type !== TrainingNotFoundError);
  const [type, , advice] = KINDS.find(isKind) as Kind;
  const excerpt = toExcerpt(text);
  throw new type(`POST ${url} answered ${httpStatus}: ${excerpt || "nothing"}. ${advice}`, {
    httpStatus,
    excerpt,
    trainingId,
    retryAfterMs: findRetryAfterMs(headers.get("retry-after"), fields, now),
    serviceMessage: isError ? said : undefined,
    ...(type === ValidationError && { problems: listProblems(message) }),
  });
}

function parseObject(text: string): Fields {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** A sentence, or for each field sentences. */
function listProblems(message: unknown): Problem[] {
  if (typeof message === "string") return [{ message }];
  return Object.entries(Object(message)).map(([field, reasons]) => ({ field, message: String(reasons) }));
}
