import type { Fields } from "./reply.ts";

/** How long a reply asks to wait, in milliseconds: by its header, in seconds or as a date, or by `retry_after`. */
export function findRetryAfterMs(header: string | null, fields: Fields, now: number): number | undefined {
  const [inHeader, inField] = [header, fields["retry_after"]].map(
    (seconds) => parseFloat(String(seconds)) * 1000,
  );
  return [inHeader, Date.parse(String(header)) - now, inField].find(
    (ms) => ms !== undefined && ms >= 0 && ms < Infinity,
  );
}
