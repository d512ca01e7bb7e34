/** A field with an id, which is a string or a whole number. Within a JSON string its quotes are escaped, so it does not match. */
const ID_FIELD = /"(?:training|model)_id"\s*:\s*("(?:[^"\\]|\\.)+"|\d+(?:\.0+|e\d+)?(?=\s*[,}\]]))/i;

/**
 * Returns the first training id in a response that was not understood, wherever it is. The text need not be valid JSON: it
 * can be cut off, or begin with a warning.
 */
export function findTrainingId(text: string): string | undefined {
  const id = ID_FIELD.exec(text)?.[1];
  if (id === undefined) return undefined;
  try {
    return String(JSON.parse(id));
  } catch {
    return id.replaceAll('"', "");
  }
}
