import type { Violation } from "../exchange.ts";

/** The header that contains Prism's violations. */
export const VIOLATIONS_HEADER = "sl-violations";
/** The length to which Prism shortens the header. */
const LONGEST_HEADER = 8 * 1024 - 100;

/** Returns the reasons for each refused field, in the form of the service's error response. */
export function listFieldErrors(violations: readonly Violation[]): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  for (const violation of violations) {
    const { field, reason } = explain(violation);
    (errors[field] ??= []).push(reason);
  }
  return errors;
}

function explain({ location, code, message }: Violation): { field: string; reason: string } {
  const missing = code === "required" ? /property '([^']+)'/.exec(message)?.[1] : undefined;
  if (missing !== undefined) return { field: missing, reason: `The ${missing} field is required.` };
  const [, place = "body", field = place] = location;
  return { field, reason: `${message}.` };
}

/** Returns the violations as a header's value: ASCII, and short enough for servers to accept. */
export function toViolationsHeader(violations: readonly Violation[]): string {
  const text = JSON.stringify(violations).replace(/[^\x20-\x7e]/g, escapeUnicode);
  if (text.length <= LONGEST_HEADER) return text;
  return `Too many violations! ${text.slice(0, LONGEST_HEADER)}`;
}

function escapeUnicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
