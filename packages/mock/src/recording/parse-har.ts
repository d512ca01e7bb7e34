import { HarError } from "./har-error.ts";

/** A HAR file's JSON, and whether its end is missing. */
export interface ParsedHar {
  root: unknown;
  /** Whether the process that wrote the file was stopped in the middle of an entry. */
  isCut: boolean;
}

/**
 * Parses a HAR file. If the end is missing in a file that the mock wrote, its complete entries are returned: each of them
 * has a line of its own.
 *
 * @throws HarError if the text is not JSON.
 */
export function parseHar(file: string, text: string): ParsedHar {
  const json = text.replace(/^\uFEFF/, "");
  try {
    return { root: JSON.parse(json), isCut: false };
  } catch (error) {
    const entries = recoverEntries(json);
    if (entries.length > 0) return { root: { log: { entries } }, isCut: true };
    const reason = error instanceof Error ? error.message : String(error);
    throw new HarError(`The recording ${file} is not JSON: ${reason}. A HAR file begins with {"log": …}.`, {
      cause: error,
    });
  }
}

function recoverEntries(json: string): unknown[] {
  const [head = "", ...lines] = json.split("\n");
  if (!/^\{"log":\{.*"entries":\[$/.test(head)) return [];
  const entries: unknown[] = [];
  for (const line of lines) {
    try {
      entries.push(JSON.parse(line.replace(/,$/, "")));
    } catch {
      return entries;
    }
  }
  return entries;
}
