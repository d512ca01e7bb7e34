/** Numbers from here on are not exact in JavaScript. A duration or a step count that large is rejected. */
export const MAX_NUMBER = 9e15;

/** A pattern for a duration, with the groups `amount` and `unit`. An amount with an unknown unit does not match. */
export const DURATION = String.raw`(?<amount>\d+(?:\.\d*)?)(?: *(?<unit>sec|min|hou|day)[a-z]*|(?! *[a-z\d.]))`;

/** The units, by their first letters. */
const UNITS_MS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Returns the duration in the groups, or `undefined` if it has no amount, has no unit, or is too large to be exact. */
export function toDurationMs(
  groups: Record<string, string> | undefined,
  defaultUnit = "",
): number | undefined {
  const unit = groups?.["unit"] ?? defaultUnit;
  const ms = Math.round(Number(groups?.["amount"]) * Number(UNITS_MS[unit.charAt(0).toLowerCase()]));
  return ms < MAX_NUMBER ? ms : undefined;
}
