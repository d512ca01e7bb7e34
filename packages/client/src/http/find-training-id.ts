/** In a text that is not JSON, such as one with a warning in front of it. */
const ID_IN_TEXT = /"(training_id|model_id)"\s*:\s*("[^"\\\s]+"|\d+)/g;

/** Returns the training id in a response that was not understood, wherever it is. An id can be a number there. */
export function findTrainingId(text: string): string | undefined {
  const ids = new Map<string, string>();
  for (const [name, value] of listFields(text)) {
    const isId = typeof value === "string" ? value !== "" : Number.isSafeInteger(value);
    if (isId && !ids.has(name)) ids.set(name, String(value));
  }
  return ids.get("training_id") ?? ids.get("model_id");
}

function listFields(text: string): Iterable<[string, unknown]> {
  try {
    return walk(JSON.parse(text));
  } catch {
    return Array.from(text.matchAll(ID_IN_TEXT), ([, name = "", value = ""]) => [name, JSON.parse(value)]);
  }
}

/** Yields the fields of a JSON value, the outer ones first. */
function* walk(root: unknown): Generator<[string, unknown], void> {
  const values = [root];
  for (const value of values) {
    if (typeof value !== "object" || value === null) continue;
    for (const entry of Object.entries(value)) {
      yield entry;
      values.push(entry[1]);
    }
  }
}
