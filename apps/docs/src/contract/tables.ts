import { renderTable } from "../../../../scripts/readme-tables/markdown-table.ts";
import { resolve, type Schema } from "./contract.ts";
import { limitTexts, typeText } from "./schema-text.ts";

/** How a table says that a field must be there. */
export const REQUIRED = '<span class="required">required</span>';

/** The fields of an object: name, type, whether it is required, description and limits. */
export function fieldTable(schema: Schema): string {
  const { properties = {}, required = [] } = resolve(schema);
  const rows = Object.entries(properties).map(([name, field]) => [
    `\`${name}\``,
    typeText(field) + (required.includes(name) ? `<br>${REQUIRED}` : ""),
    cell([resolve(field).description, resolve(field).items?.description, limits(field)]),
  ]);
  return renderTable(["Field", "Type", "Description"], rows);
}

function limits(field: Schema): string {
  const texts = limitTexts(field);
  return texts.length === 0 ? "" : `<span class="limits">${texts.join(" ")}</span>`;
}

/** The values of an enumeration and what they mean. The schema's description explains `null`. */
export function valueTable(schema: Schema): string {
  const { enum: values = [], "x-enumDescriptions": meanings = {} } = resolve(schema);
  return renderTable(
    ["Value", "Meaning"],
    values.filter((value) => value !== null).map((value) => [`\`${value}\``, meanings[value] ?? ""]),
  );
}

/** Text as one table cell. Parts that are missing or empty are left out. */
export function cell(parts: (string | undefined)[]): string {
  return parts
    .map((part = "") => part.trim().replace(/\s+/g, " "))
    .filter((part) => part !== "")
    .join(" ");
}
