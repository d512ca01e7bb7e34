import { readField } from "../prism/parse-body.ts";

export const REDACTED = "[redacted]";
/** The field `key` and its value in a text that is not JSON: malformed or cut JSON, a form, or a part of a form. */
const KEY_FIELD =
  /(?<name>\bkey\b["']?\s*(?:[:=]\s*)?)(?:(?<value>"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[^\s&,;}"']+))/gi;
/** Shorter keys are part of too many words. */
const SHORTEST_SECRET = 4;
/** A text that is not JSON seldom has more than one key. */
const MOST_KEYS = 10;
const PLAIN_KEY = /^[\w-]*$/;

/** Returns the API keys in a request's body, in every form in which another text may contain them. */
export function listSecrets(body: string, parsed: unknown): string[] {
  if (typeof parsed === "object" && parsed !== null) return listForms(readField(parsed, "key"));
  return findKeys(body).flatMap(listForms);
}

/** Removes secrets from a text. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((redacted, secret) => redacted.replaceAll(secret, REDACTED), text);
}

/** Removes the field `key` from a body, and the secrets from all of it. */
export function redactBody(body: string, secrets: readonly string[]): string {
  return redact(redactField(body), secrets);
}

function redactField(body: string): string {
  const parsed = parseJson(body);
  if (parsed === undefined) return body.replace(KEY_FIELD, `$<name>${REDACTED}`);
  const hasKey = typeof parsed === "object" && parsed !== null && Object.hasOwn(parsed, "key");
  return hasKey ? JSON.stringify({ ...parsed, key: REDACTED }) : body;
}

function findKeys(body: string): (string | undefined)[] {
  const parsed = parseJson(body);
  if (parsed !== undefined) return [readField(parsed, "key")];
  return [...body.matchAll(KEY_FIELD)]
    .slice(0, MOST_KEYS)
    .map(({ groups }) => unquote(groups?.["value"] ?? ""));
}

function listForms(key: string | undefined): string[] {
  if (key === undefined || key.length < SHORTEST_SECRET) return [];
  if (PLAIN_KEY.test(key)) return [key];
  return [key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key.toWellFormed())];
}

function unquote(value: string): string {
  const parsed = parseJson(value);
  return typeof parsed === "string" ? parsed : value.replace(/^["']|["']$/g, "");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
