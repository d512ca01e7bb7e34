import type { LogEntry } from "@dreambooth-sandbox/log-parser";

/**
 * How often each distinct line of a step log occurs: a 64-bit hash in base 36 and, if the line repeats, its count, as in
 * `"1k2j3h4g5f6d7 3w5e11aqgg9zp*2"`. It stands in for the log, to find new lines without keeping old ones.
 */
export type LineCounts = string;

/** Of a longer log, only the newest lines are remembered. Forgotten lines count as new if they appear again. */
const MOST_LINES = 15;

/** Returns the entries that a log did not have before, and the counts of its lines. */
export function findNewEntries(
  before: LineCounts,
  entries: readonly LogEntry[],
): { newEntries: LogEntry[]; lines: LineCounts } {
  const known = readCounts(before);
  const counts = new Map<string, number>();
  const newEntries = entries.filter(({ raw }) => {
    const hash = hashText(raw);
    const count = (counts.get(hash) ?? 0) + 1;
    // Deleting moves the line to the end, where the newest lines are.
    counts.delete(hash);
    counts.set(hash, count);
    return count > (known.get(hash) ?? 0);
  });
  const lines = [...counts]
    .slice(-MOST_LINES)
    .map(([hash, count]) => (count > 1 ? `${hash}*${count}` : hash));
  return { newEntries, lines: lines.join(" ") };
}

function readCounts(lines: LineCounts): Map<string, number> {
  return new Map(
    lines.split(" ").map((line) => {
      const [hash = "", count = "1"] = line.split("*");
      return [hash, Number(count)];
    }),
  );
}

/** Returns a 64-bit hash of a text, in base 36. */
export function hashText(text: string): string {
  // Two 32-bit FNV-1a hashes with different starts and primes, and a final mix.
  let one = 0x811c9dc5;
  let other = 0xc9dc5118;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x85ebca6b);
  }
  return (
    mix(one).toString(36) +
    mix(other ^ one)
      .toString(36)
      .padStart(7, "0")
  );
}

function mix(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return (half ^ (half >>> 15)) >>> 0;
}
