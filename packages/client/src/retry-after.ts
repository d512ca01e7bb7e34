import type { Fields } from "./reply.ts";

/** How long a reply asks to wait, in milliseconds: by its header, its field `retry_after`, or its text. */
export function findRetryAfterMs(
  headers: Headers,
  fields: Fields | undefined,
  now: number,
): number | undefined {
  const header = headers.get("retry-after");
  const sentAt = Date.parse(headers.get("date") ?? "") || now;
  const seconds = /wait (?:for )?(\d+) seconds/i.exec(`${fields?.["tip"]} ${fields?.["tips"]}`)?.[1];
  const found = [
    toMs(header),
    Date.parse(header ?? "") - sentAt,
    toMs(fields?.["retry_after"]),
    toMs(seconds),
  ];
  const waitMs = found.find((ms) => !Number.isNaN(ms));
  return waitMs === undefined ? undefined : Math.max(waitMs, 0);
}

/** Seconds, as a number or in digits, to milliseconds; `NaN` for anything else. */
function toMs(seconds: unknown): number {
  return /^\d+(\.\d+)?$/.test(String(seconds)) ? Number(seconds) * 1000 : NaN;
}
