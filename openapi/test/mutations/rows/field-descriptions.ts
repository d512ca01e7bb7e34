import { requestFieldDescriptions } from "../../../../packages/client/src/generated/request-fields.ts";
import type { Row } from "../row.ts";
import { changeText } from "./change-text.ts";

/** Returns a row for the description of each request field. */
export function listFieldDescriptionRows(): Row[] {
  return Object.entries(requestFieldDescriptions).flatMap(([operation, descriptions]) => {
    const texts = Object.values<string>(descriptions);
    return Object.keys(descriptions).map((field, index) => ({
      name: `request field description ${operation}.${field}`,
      mutations: changeText(texts, index, (text) => [descriptions, field, text]),
    }));
  });
}
