import type { Fields } from "./reply.ts";

/** How long a reply asks to wait, in milliseconds: by its header, by `retry_after`, or in words. */
export function findRetryAfterMs(
  header: string,
  fields: Fields,
  text: string,
  now: number,
): number | undefined {
  const [, told] = /wait for (\d+) sec/.exec(text) ?? [];
  const [inHeader, inField, inText] = [header, fields["retry_after"], told].map(
    (seconds) => parseFloat(String(seconds)) * 1000,
  );
  return [inHeader, Date.parse(header) - now, inField, inText].find(
    (ms) => ms !== undefined && ms >= 0 && ms < Infinity,
  );
}
