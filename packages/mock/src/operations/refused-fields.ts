import type { Violation } from "../exchange.ts";

/** The header in which Prism tells its findings. */
export const VIOLATIONS_HEADER = "sl-violations";
const LONGEST_HEADER = 8_000;

/** The service's form of a refusal: for each refused field the reasons. */
export function listReasons(violations: readonly Violation[]): Record<string, string[]> {
  const reasons: Record<string, string[]> = {};
  for (const violation of violations) {
    const { field, reason } = explain(violation);
    (reasons[field] ??= []).push(reason);
  }
  return reasons;
}

function explain({ location, code, message }: Violation): { field: string; reason: string } {
  const missing = code === "required" ? /property '([^']+)'/.exec(message)?.[1] : undefined;
  if (missing !== undefined) return { field: missing, reason: `The ${missing} field is required.` };
  const [, place = "body", field = place] = location;
  return { field, reason: `${message}.` };
}

/** The findings as a header's value: ASCII, and never longer than servers take. */
export function toViolationsHeader(violations: readonly Violation[]): string {
  const text = JSON.stringify(violations).replace(/[^\x20-\x7e]/g, escapeUnicode);
  if (text.length <= LONGEST_HEADER) return text;
  return `Too many violations! ${text.slice(0, LONGEST_HEADER)}`;
}

function escapeUnicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
