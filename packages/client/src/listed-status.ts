import { trainingStatusPhases } from "./generated/statuses.ts";
import type { TrainingStatus as ListedStatus } from "./generated/schema.ts";

/**
 * Returns the contract's spelling of a training status, whatever its case, with white space around it, or with spaces for
 * underscores. `undefined` for anything that the contract does not list.
 */
export function findListedStatus(value: unknown): ListedStatus | undefined {
  if (typeof value !== "string") return undefined;
  const spelling = value.trim().toLowerCase().replaceAll(" ", "_");
  return Object.hasOwn(trainingStatusPhases, spelling) ? (spelling as ListedStatus) : undefined;
}
