import { readFileSync } from "node:fs";
import { renderTable } from "../../scripts/readme-tables/markdown-table.ts";
import { commandSpecs } from "./src/commands/commands.ts";
import { type ExitCode, exitCodes } from "./src/exit-codes.ts";
import { globalOptions } from "./src/help/global-options.ts";
import { trainingFields } from "./src/request/request-fields.ts";
import { listRequestOptions } from "./src/request/request-option.ts";

/** The parts of a JSON Schema that the table of documents uses. */
interface Schema {
  $ref?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
}

const schema: { anyOf: Schema[]; $defs: Record<string, Schema> } = JSON.parse(
  readFileSync(new URL("events.schema.json", import.meta.url), "utf8"),
);

/** The tables of README.md, by the name in the markers around them. */
export const tables: Record<string, () => string> = {
  commands: () =>
    renderTable(
      ["command", "what it does"],
      commandSpecs.map(({ synopsis, summary }) => [`\`${synopsis}\``, summary]),
    ),
  documents: () => renderTable(["document", "fields", "meaning"], schema.anyOf.map(describeDocument)),
  "exit-codes": () =>
    renderTable(
      ["code", "meaning"],
      Object.values<ExitCode>(exitCodes).map(({ code, meaning }) => [String(code), meaning]),
    ),
  "global-options": () =>
    renderTable(
      ["option", "meaning"],
      globalOptions.map(({ flags, description }) => [`\`${flags}\``, description]),
    ),
  "request-options": () =>
    renderTable(
      ["option", "meaning", "required"],
      listRequestOptions(trainingFields).map(({ flags, meaning, required }) => [
        `\`${flags}\``,
        meaning,
        required ? "yes" : "no",
      ]),
    ),
};

/** Returns the row of a document. An event is named by its field `event`, all others by their only field. */
function describeDocument({ $ref = "" }: Schema): string[] {
  const name = nameOf($ref);
  const document = schema.$defs[name] ?? {};
  const { description = "", properties = {} } = document;
  const isEvent = Object.hasOwn(properties, "event");
  const fields = isEvent ? document : dereference(properties[name] ?? {});
  return [isEvent ? `\`"event":"${name}"\`` : `\`{"${name}":{…}}\``, listFields(fields), description];
}

function dereference(part: Schema): Schema {
  return part.$ref === undefined ? part : (schema.$defs[nameOf(part.$ref)] ?? {});
}

/** Returns the last part of a reference such as `#/$defs/created`. */
function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

/** A question mark follows the fields that can be absent. */
function listFields({ properties = {}, required = [] }: Schema): string {
  const names = Object.keys(properties).filter((name) => name !== "event");
  return names.map((name) => `\`${name}${required.includes(name) ? "" : "?"}\``).join(", ");
}
