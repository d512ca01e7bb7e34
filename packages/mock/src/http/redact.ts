const KEY_FIELD = /"key"\s*:\s*"((?:[^"\\]|\\.)+)"/g;
const SHORTEST_SECRET = 4;
export const REDACTED = "[redacted]";

/** Removes the API keys of a request's body from a text, in every form in which the text may contain them. */
export function redact(text: string, requestBody: string): string {
  let redacted = text;
  for (const [, key = ""] of requestBody.matchAll(KEY_FIELD)) {
    for (const form of new Set([key, unescape(key), encodeURIComponent(unescape(key).toWellFormed())])) {
      if (form.length >= SHORTEST_SECRET) redacted = redacted.replaceAll(form, REDACTED);
    }
  }
  return redacted;
}

function unescape(key: string): string {
  try {
    return String(JSON.parse(`"${key}"`));
  } catch {
    return key;
  }
}
