import { requestFieldDescriptions } from "../../../../packages/client/src/generated/request-fields.ts";
import { change } from "../row.ts";
import type { Row } from "../row.ts";

/** Returns a row for the description of each request field. */
export function listFieldDescriptionRows(): Row[] {
  return Object.entries(requestFieldDescriptions).flatMap(([operation, descriptions]) =>
    Object.keys(descriptions).map((field) => ({
      name: `request field description ${operation}.${field}`,
      mutations: [change("is empty", [descriptions, field, ""])],
    })),
  );
}
