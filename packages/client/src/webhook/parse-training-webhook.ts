import { ValidationError } from "../errors.ts";
import type { TrainingWebhook } from "../generated/schema.ts";
import type { TrainingStatus } from "../training-update.ts";

/**
 * What a webhook call claims. It carries no signature, so anyone may have sent it: a reason to ask for the status, and
 * nothing to act on.
 */
export interface TrainingHint {
  trainingId: string;
  /** The status that the call claims. */
  status?: TrainingStatus;
  /** The call's fields as they came. */
  raw: Record<string, unknown>;
}

const names = { id: "model_id", status: "training_status" } satisfies Record<string, keyof TrainingWebhook>;

/**
 * Reads the body of a webhook call.
 *
 * @param body JSON, also with the trailing comma of the vendor's sample; form-encoded text; either as bytes; or what a
 *   framework has already made of them.
 * @param contentType The `Content-Type` header. It decides only what the body's shape leaves open.
 * @throws A {@link ValidationError} if that is not JSON or names no training.
 *
 * @example
 * ```ts
 * parseTrainingWebhook("model_id=F5jvdzGnYi&training_status=model_ready").trainingId; // "F5jvdzGnYi"
 * ```
 *
 * @example A call makes a watcher, which asks seldom, ask at once
 * ```ts
 * const hint = parseTrainingWebhook(await request.text(), request.headers.get("content-type") ?? "");
 * if (hint.trainingId === trainingId) watcher.refresh();
 * ```
 */
export function parseTrainingWebhook(body: unknown, contentType = ""): TrainingHint {
  const raw = toFields(body, contentType);
  const { [names.id]: trainingId, [names.status]: status } = raw;
  if (typeof trainingId !== "string" || trainingId === "")
    throw refuse("a training's id", trainingId === "" ? "nothing" : typeof trainingId, names.id);
  return { trainingId, ...(typeof status === "string" && { status }), raw };
}

function toFields(body: unknown, contentType: string): Record<string, unknown> {
  const value = toValue(body, contentType);
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw refuse("an object", value === null ? "null" : Array.isArray(value) ? "an array" : typeof value);
  return { ...value };
}

function toValue(body: unknown, contentType: string): unknown {
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body))
    return toValue(new TextDecoder().decode(body), contentType);
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

/** Strings are matched so that commas inside them stay. */
function withoutTrailingCommas(json: string): string {
  return json.replace(/("(?:[^"\\]|\\.)*"?)|,(?=\s*[}\]])/g, "$1");
}

function refuse(expected: string, received: string, field?: string): ValidationError {
  const message = `expected ${expected}, received ${received}`;
  return new ValidationError(`A webhook call was not understood: ${field ? `${field}: ` : ""}${message}.`, {
    problems: [{ ...(field && { field }), message }],
  });
}
