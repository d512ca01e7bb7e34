const LONGEST = 300;

/** Returns an error on one line, at most 300 characters long. */
export function describeError(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replaceAll(/\s+/g, " ").slice(0, LONGEST);
}
