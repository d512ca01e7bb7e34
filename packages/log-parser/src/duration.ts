/** Above it, whole numbers are not exact. */
export const MAX_NUMBER = 9e15;

/** A number, and the unit behind it if there is one. */
export const DURATION = String.raw`(\d+\.?\d*) *([a-z]*)`;
const ELAPSED = new RegExp(String.raw`\| *time elapsed *: *${DURATION}`, "i");

/** The units, by their first three letters. */
const UNITS_MS: Record<string, number> = { sec: 1000, min: 60_000, hou: 3_600_000, day: 86_400_000 };

function durationMs(value: string | undefined, unit: string | undefined): number {
  const ms = Math.round(Number(value) * (UNITS_MS[String(unit).slice(0, 3).toLowerCase()] ?? NaN));
  return ms < MAX_NUMBER ? ms : NaN;
}

/** The estimate as fields of an entry; none if it has no known unit, or is too large to be exact. */
export function etaOf(value: string | undefined, unit: string | undefined): { etaMs: number } | undefined {
  const etaMs = durationMs(value, unit);
  return etaMs >= 0 ? { etaMs } : undefined;
}

/** The elapsed time that `text` tells, as fields of an entry. Seconds where it has no unit. */
export function elapsedOf(text: string): { elapsedMs: number } | undefined {
  const match = ELAPSED.exec(text);
  const elapsedMs = durationMs(match?.[1], match?.[2] || "sec");
  return elapsedMs >= 0 ? { elapsedMs } : undefined;
}
