import {
  AuthenticationError,
  QuotaError,
  RateLimitError,
  TrainingNotFoundError,
  UnexpectedReplyError,
  ValidationError,
} from "./errors.ts";
import type { Problem, SandboxError } from "./errors.ts";
import { findRetryAfterMs } from "./retry-after.ts";
import { errorReplyStatusValues } from "./schema.ts";

/** A reply's fields, none of which can be relied on. */
export type Fields = Record<string, unknown>;

/** A reply whose body was read. */
export interface Reply {
  response: Response;
  text: string;
  fields: Fields;
}

const LONGEST_EXCERPT = 200;

/** The beginning of a text on one line, without control characters. */
export function toExcerpt(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  return line.length > LONGEST_EXCERPT ? `${line.slice(0, LONGEST_EXCERPT)}…` : line;
}

/** The fields of a reply that reports success. Throws the error that fits any other reply. */
export function readReply(
  response: Response,
  text: string,
  what: string,
  now: number,
  trainingId?: string,
): Fields {
  const fields = parseObject(text);
  const status = fields?.["status"];
  const isError = errorReplyStatusValues.some((value) => value === status);
  const problems = findProblems(fields);
  const said = problems.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join(" ");
  const isUnknownId = trainingId !== undefined && /not found/i.test(said);
  if (fields && response.ok && typeof status === "string" && !isError && !isUnknownId) return fields;
  throw toError();

  function toError(): SandboxError {
    const httpStatus = response.status;
    const details = {
      httpStatus,
      excerpt: toExcerpt(text),
      ...(isError && { serviceMessage: toExcerpt(said || String(status)) }),
      retryAfterMs: findRetryAfterMs(response.headers, fields, now),
      trainingId,
    };
    const tip = fields?.["tip"] ?? fields?.["tips"];
    const title = `${what} answered ${httpStatus}: ${toExcerpt(said || text || "nothing")}${tip ? ` (${toExcerpt(String(tip))})` : ""}.`;
    if (httpStatus === 401 || /invalid api.?key/i.test(said))
      return new AuthenticationError(`${title} Check the API key.`, details);
    if (httpStatus === 429 || /rate limit/i.test(said))
      return new RateLimitError(`${title} Wait before you ask again.`, details);
    if (httpStatus === 402 || (httpStatus === 403 && fields) || /credits|subscription/i.test(said))
      return new QuotaError(`${title} Check the account's credits and plan.`, details);
    if (isUnknownId || (trainingId && httpStatus === 404 && fields))
      return new TrainingNotFoundError(`${title} Check the training id.`, details);
    if (isError && (httpStatus === 400 || httpStatus === 422 || problems[0]?.field))
      return new ValidationError(`${title} Correct the request.`, { ...details, problems });
    return new UnexpectedReplyError(
      isError
        ? `${title} Try again later.`
        : `${title} Expected a JSON object whose status is "success": check the base URL, or try again later.`,
      details,
    );
  }
}

function parseObject(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (value && typeof value === "object" && !Array.isArray(value)) return value as Fields;
  } catch {}
  return undefined;
}

/** What `message` or `messege` says: a sentence, or sentences for each field. */
function findProblems(fields: Fields | undefined): Problem[] {
  const message = fields?.["message"] ?? fields?.["messege"];
  if (typeof message === "string") return [{ message }];
  return Object.entries(message ?? {}).map(([field, reasons]) => ({
    field,
    message: [reasons].flat().join(" "),
  }));
}
