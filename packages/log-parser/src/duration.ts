/** Above it, whole numbers are not exact. */
export const MAX_NUMBER = 9e15;

/** A pattern for a number and the letters behind it. */
export const DURATION = String.raw`(\d+(?:\.\d*)?) *([a-z]*)`;

/** The units, by their first three letters. */
const UNITS_MS: Record<string, number> = { sec: 1000, min: 60_000, hou: 3_600_000, day: 86_400_000 };

/** The duration in milliseconds; `NaN` where there is none, its unit is not known, or it is too large to be exact. */
export function durationMs(value: string | undefined, unit = ""): number {
  const ms = Math.round(Number(value) * Number(UNITS_MS[unit.slice(0, 3).toLowerCase()]));
  return ms < MAX_NUMBER ? ms : NaN;
}
