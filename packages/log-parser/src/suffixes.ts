import { DURATION, toDurationMs } from "./duration.ts";

/** The fields of an entry that its suffixes set. */
export interface SuffixFields {
  /** The last readable `Time Elapsed` of the line: the time since the training began, in milliseconds. Absent if there is none. */
  elapsedMs?: number;
  /**
   * All suffixes of the line, known or not. Each name and value is as written, without the white space around it. If a name
   * occurs twice, the last value counts. Empty if the line has no suffixes.
   */
  details: Record<string, string>;
}

/** The known suffixes: name in lower case → field. Their values are durations, and a bare number is seconds. */
const DURATION_FIELDS = new Map<string, "elapsedMs">([["time elapsed", "elapsedMs"]]);
const DURATION_VALUE = new RegExp(`^${DURATION}`, "i");

/** A pattern for the names of the known suffixes. */
export const KNOWN_NAMES: string = [...DURATION_FIELDS.keys()].join("|");

/** A suffix anywhere in a text: its name and its value. */
const SUFFIX = /\|\s*([^|:\s][^|:]*):(?!\/\/)([^|]*)/g;

/** Sets the fields of `entry` that the suffixes in `text` give. */
export function addSuffixes(entry: SuffixFields, text = ""): void {
  const suffixes: [name: string, value: string][] = [];
  for (let match = SUFFIX.exec(text); match; match = SUFFIX.exec(text)) {
    const name = String(match[1]).trim();
    const value = String(match[2]).trim();
    suffixes.push([name, value]);
    const field = DURATION_FIELDS.get(name.toLowerCase());
    const ms = toDurationMs(DURATION_VALUE.exec(value)?.groups, "s");
    if (field && ms !== undefined) entry[field] = ms;
  }
  // `fromEntries` makes the name `__proto__` an ordinary property. An assignment would not.
  if (suffixes.length > 0) entry.details = Object.fromEntries(suffixes);
}
