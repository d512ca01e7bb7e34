/** The statuses that a training can have, with the phase that `x-enumPhases` assigns to each. */
export interface StatusPhases {
  values: string[];
  phases: Record<string, string>;
}

/** Finds the schema that has `x-enumPhases` inside another schema. */
export function findStatusPhases(schema: unknown): StatusPhases | undefined {
  if (typeof schema !== "object" || schema === null) return undefined;
  if ("x-enumPhases" in schema && "enum" in schema && Array.isArray(schema.enum))
    return { values: schema.enum.map(String), phases: toPhases(schema["x-enumPhases"]) };
  for (const nested of Object.values(schema)) {
    const found = findStatusPhases(nested);
    if (found) return found;
  }
  return undefined;
}

/** Returns the statuses of a successful training: the queued and running ones, then the first that succeeded. */
export function listLifeCycle({ values, phases }: StatusPhases): string[] {
  const before = values.filter((value) => phases[value] === "queued" || phases[value] === "running");
  const last = values.find((value) => phases[value] === "succeeded");
  return last === undefined ? before : [...before, last];
}

function toPhases(extension: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(extension ?? {}).map(([value, phase]) => [value, String(phase)]));
}
