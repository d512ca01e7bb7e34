import { type Problem, ValidationError } from "@dreambooth-sandbox/client";
import type { GivenRequest } from "./build-request.ts";
import { describeExpected } from "./describe-values.ts";
import type { RequestOption } from "./request-option.ts";

/** A field, with an index inside a list: `images[2]`. */
const FIELD_PATH = /^([^.[]+)(?:\[(\d+)\])?$/;

/**
 * Returns the error with options in place of wire names, one problem a line. Fields from a request file keep their wire
 * names. Any error other than the client's own validation is returned unchanged: a rejection by the service quotes the
 * response.
 */
export function nameOptions(error: unknown, options: readonly RequestOption[], given: GivenRequest): unknown {
  if (!(error instanceof ValidationError) || error.httpStatus !== undefined) return error;
  const problems = error.problems.map((problem) => ({
    ...problem,
    message: explainProblem(problem, options, given),
  }));
  const lines = problems.map(({ message }) => `  ${message}.`);
  const message = ["The request is invalid, and nothing was sent:", ...lines].join("\n");
  return new ValidationError(message, { problems, cause: error });
}

function explainProblem(
  { field = "", message }: Problem,
  options: readonly RequestOption[],
  { fromOptions, fromFile }: GivenRequest,
): string {
  const [, name, index] = FIELD_PATH.exec(field) ?? [];
  const option = options.find((option) => option.field === name);
  if (!option) return message;
  const isFromFile = fromFile !== undefined && !Object.hasOwn(fromOptions, option.field);
  const label = isFromFile ? option.field : option.name;
  const isMissing = { ...fromFile, ...fromOptions }[option.field] === undefined;
  if (isMissing) return `${label} is required and must be ${describeExpected(option.rule)}`;
  if (isFromFile) return message;
  const item = index === undefined ? "" : `: item ${Number(index) + 1}`;
  return message.replace(field, () => `${label}${item}`);
}
