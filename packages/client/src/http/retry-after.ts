import type { Fields } from "./fields.ts";

/**
 * Returns the wait that a response requests, in milliseconds: by its `Retry-After` header, in seconds or as a date, or by
 * the `retry_after` field in its body, in seconds.
 */
export function findRetryAfterMs(header: string | null, fields: Fields, now: number): number | undefined {
  const { retry_after: inBody } = fields;
  const candidates = [
    readSeconds(header ?? ""),
    Date.parse(header ?? "") - now,
    typeof inBody === "number" ? inBody * 1000 : readSeconds(typeof inBody === "string" ? inBody : ""),
  ];
  return candidates.find((ms) => ms >= 0 && ms < Infinity);
}

/** Returns NaN if the text is not a number of seconds. */
function readSeconds(text: string): number {
  return /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) * 1000 : NaN;
}
