const UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
] as const;

/** Milliseconds for people, with its two largest units: `12.34 s`, `30 min 5 s`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return "∞";
  if (ms < 60_000) return `${Number((ms / 1000).toFixed(2))} s`;
  let seconds = Math.round(ms / 1000);
  const parts = UNITS.map(([unit, size]) => {
    const count = Math.floor(seconds / size);
    seconds -= count * size;
    return count > 0 ? `${count} ${unit}` : "";
  });
  const first = parts.findIndex((part) => part !== "");
  return parts
    .slice(first, first + 2)
    .filter((part) => part !== "")
    .join(" ");
}
