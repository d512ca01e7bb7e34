import { trainingStatusDescriptions } from "../../../../packages/client/src/generated/statuses.ts";
import type { Row } from "../row.ts";
import { changeText } from "./change-text.ts";

/** Returns a row for the description of each training status. */
export function listStatusDescriptionRows(): Row[] {
  const texts = Object.values(trainingStatusDescriptions);
  return Object.keys(trainingStatusDescriptions).map((status, index) => ({
    name: `status description ${status}`,
    mutations: changeText(texts, index, (text) => [trainingStatusDescriptions, status, text]),
  }));
}
