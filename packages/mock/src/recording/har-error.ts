/** A HAR file that cannot be read. The message names the file and the field. */
export class HarError extends Error {
  override name = "HarError";
}

/** Reads fields of a HAR file, and names those that are not as expected. */
export interface HarReader {
  /** Throws a {@link HarError}. */
  fail(field: string, expected: string, value: unknown): never;
  object(field: string, value: unknown): Record<string, unknown>;
  array(field: string, value: unknown): unknown[];
  string(field: string, value: unknown): string;
}

const LONGEST_VALUE = 60;

/** Creates a reader whose errors name the file. */
export function createHarReader(file: string): HarReader {
  function fail(field: string, expected: string, value: unknown): never {
    const shown = (JSON.stringify(value) ?? "nothing").slice(0, LONGEST_VALUE);
    throw new HarError(`The recording ${file} is not valid: ${field} must be ${expected} (got ${shown}).`);
  }
  return {
    fail,
    object: (field, value) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? (value as Record<string, unknown>)
        : fail(field, "an object", value),
    array: (field, value) => (Array.isArray(value) ? value : fail(field, "an array", value)),
    string: (field, value) => (typeof value === "string" ? value : fail(field, "a string", value)),
  };
}
