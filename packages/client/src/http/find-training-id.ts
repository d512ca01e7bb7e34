const ID_FIELDS: ReadonlySet<string> = new Set(["training_id", "model_id"]);
const DEEPEST_NESTING = 8;

/** Returns the training id in a response that was not understood, wherever it is. An id can be a number there. */
export function findTrainingId(value: unknown, depth = 0): string | undefined {
  if (typeof value !== "object" || value === null || depth > DEEPEST_NESTING) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const isId = ID_FIELDS.has(name) && (typeof inner === "string" || typeof inner === "number");
    const found = isId ? String(inner) : findTrainingId(inner, depth + 1);
    if (found) return found;
  }
  return undefined;
}
