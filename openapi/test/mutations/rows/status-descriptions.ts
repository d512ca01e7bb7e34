import { trainingStatusDescriptions } from "../../../../packages/client/src/generated/statuses.ts";
import { change } from "../row.ts";
import type { Row } from "../row.ts";

/** Returns a row for the description of each training status. */
export function listStatusDescriptionRows(): Row[] {
  return Object.keys(trainingStatusDescriptions).map((status) => ({
    name: `status description ${status}`,
    mutations: [change("is empty", [trainingStatusDescriptions, status, ""])],
  }));
}
