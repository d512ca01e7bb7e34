import { parseTrainingWebhook } from "@dreambooth-sandbox/client/webhook";
import { usageError } from "../output/command-error.ts";

type Fields = Record<string, unknown>;

/** Where a response and a webhook call have the log. */
const LOG_FIELDS = ["data", "logs"] as const;
/** What a form-encoded webhook call begins with. */
const FORM = /^(?:model_id|training_status|status|logs)=/;

/**
 * Returns the step log in a text: the log field of a response or a webhook call, or else the whole text.
 *
 * @throws CommandError if the text is a response or a webhook call without a log.
 */
export function extractLog(input: string): string {
  const text = input.trim();
  const fields = text.startsWith("{") ? parseJson(text) : FORM.test(text) ? parseWebhook(text) : undefined;
  return fields === undefined ? input : readLog(fields);
}

function readLog(fields: Fields): string {
  const log = LOG_FIELDS.map((name) => fields[name]).find((value) => typeof value === "string");
  if (typeof log === "string") return log;
  const message = fields["message"] ?? fields["messege"];
  const reported = typeof message === "string" ? `: ${message}` : "";
  throw usageError(`The input is JSON without a step log in \`data\` or \`logs\`${reported}.`);
}

/** The vendor's sample of a webhook call has a trailing comma, which only the parser of webhook calls accepts. */
function parseJson(text: string): Fields | undefined {
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return parseWebhook(text);
  }
}

/** Returns `undefined` for text that is no webhook call. */
function parseWebhook(text: string): Fields | undefined {
  try {
    return parseTrainingWebhook(text).raw;
  } catch {
    return undefined;
  }
}
