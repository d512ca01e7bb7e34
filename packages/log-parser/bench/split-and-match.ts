const SEPARATOR = /\s*(?:\/n|\r?\n)\s*/;
const STEP =
  /^Step:(\d+) (.*), (\d+) (?:More )?Steps to go(?: : ETA : (\d+) minutes)?(?: \| Time Elapsed : ([\d.]+))?/i;

/** The obvious parser: split, then match each line. It has no positions, failures, suffixes, URLs, or units other than minutes. */
export function splitAndMatch(text: string): object[] {
  const entries: object[] = [];
  for (const raw of text.split(SEPARATOR)) {
    const match = STEP.exec(raw);
    if (match) {
      entries.push({
        kind: "step",
        raw,
        number: Number(match[1]),
        title: match[2],
        stepsToGo: Number(match[3]),
        etaMs: match[4] === undefined ? undefined : Number(match[4]) * 60_000,
        elapsedMs: match[5] === undefined ? undefined : Number(match[5]) * 1000,
      });
    } else if (raw !== "") {
      entries.push({ kind: raw.startsWith("Model loaded") ? "success" : "unknown", raw });
    }
  }
  return entries;
}

/** The lower bound: only find the separators. */
export function countSeparators(text: string): number {
  let count = 0;
  for (const separator of ["\n", "/n"]) {
    for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) count++;
  }
  return count;
}
