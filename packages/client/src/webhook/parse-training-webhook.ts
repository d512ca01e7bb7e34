import { ValidationError } from "../errors.ts";
import type { TrainingWebhook } from "../generated/schema.ts";
import type { TrainingStatus } from "../training-update.ts";

/**
 * What a webhook call claims. It has no signature, so anyone could have sent it: use it as a reason to poll the status,
 * and for nothing else.
 */
export interface TrainingHint {
  trainingId: string;
  /** The status in the call. */
  status?: TrainingStatus;
  /** The fields of the call, unchanged. */
  raw: Record<string, unknown>;
}

const names = { id: "model_id", status: "training_status" } satisfies Record<string, keyof TrainingWebhook>;

/**
 * Parses the body of a webhook call.
 *
 * @param body JSON, even with the trailing comma of the vendor's sample; form-encoded text; either of them as bytes; or a
 *   body that a framework has already parsed.
 * @param contentType The `Content-Type` header. It matters only if the body's shape is ambiguous.
 * @throws A {@link ValidationError} if the body is neither JSON nor a form, or has no training id.
 *
 * @example
 * ```ts
 * parseTrainingWebhook("model_id=F5jvdzGnYi&training_status=model_ready").trainingId; // "F5jvdzGnYi"
 * ```
 *
 * @example A call makes a watcher poll at once
 * ```ts
 * const hint = parseTrainingWebhook(await request.text(), request.headers.get("content-type") ?? "");
 * if (hint.trainingId === trainingId) watcher.refresh();
 * ```
 */
export function parseTrainingWebhook(body: unknown, contentType = ""): TrainingHint {
  const raw = toFields(body, contentType);
  const { [names.id]: trainingId, [names.status]: status } = raw;
  if (typeof trainingId !== "string" || trainingId === "")
    throw refuse("a training id", trainingId === "" ? "an empty string" : typeof trainingId, names.id);
  return { trainingId, ...(typeof status === "string" && { status }), raw };
}

function toFields(body: unknown, contentType: string): Record<string, unknown> {
  const value = toValue(body, contentType);
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw refuse("an object", value === null ? "null" : Array.isArray(value) ? "an array" : typeof value);
  return { ...value };
}

function toValue(body: unknown, contentType: string): unknown {
  if (body instanceof ArrayBuffer) return toValue(new Uint8Array(body), contentType);
  if (ArrayBuffer.isView(body)) {
    const bytes = new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
    return toValue(new TextDecoder().decode(bytes), contentType);
  }
  if (body instanceof URLSearchParams) return Object.fromEntries(body);
  if (typeof body !== "string") return body;
  const isJson = /^\s*[[{"]/.test(body) || /json/i.test(contentType);
  return isJson ? parseJson(body) : Object.fromEntries(new URLSearchParams(body));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(withoutTrailingCommas(text));
  } catch {
    throw refuse("JSON or form-encoded fields", `${text.length} characters of neither`);
  }
}

/** Matches strings as well, so that commas inside them stay. */
function withoutTrailingCommas(json: string): string {
  return json.replace(/("(?:[^"\\]|\\.)*"?)|,(?=\s*[}\]])/g, "$1");
}

function refuse(expected: string, received: string, field?: string): ValidationError {
  const message = `${field ?? "The body"} must be ${expected} (got ${received})`;
  return new ValidationError(`A webhook call could not be parsed. ${message}.`, {
    problems: [{ ...(field && { field }), message }],
  });
}
