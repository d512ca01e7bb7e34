import { refName, resolve, type Schema } from "../contract/contract.ts";
import { lifeCycleMermaid, STATUSES } from "../contract/life-cycle.ts";
import { hasValueTable } from "../contract/schema-text.ts";
import { valueTable } from "../contract/tables.ts";

/** Returns a table for each named enumeration among an object's fields, in the order of the fields. */
export function valueSections(schema: Schema): string[] {
  const fields = Object.values(resolve(schema).properties ?? {});
  const enumerations = new Map(fields.flatMap(findEnumerations));
  return [...enumerations].map(([name, values]) => valueSection(name, values));
}

function findEnumerations(schema: Schema): [name: string, values: Schema][] {
  const name = refName(schema);
  const resolved = resolve(schema);
  if (name !== undefined && hasValueTable(resolved)) return [[name, resolved]];
  const { "x-knownValues": known, anyOf = [], oneOf = [] } = resolved;
  return [...(known ? [known] : []), ...anyOf, ...oneOf].flatMap(findEnumerations);
}

function valueSection(name: string, values: Schema): string {
  const picture = name === STATUSES ? `\n\n\`\`\`mermaid\n${lifeCycleMermaid()}\n\`\`\`` : "";
  return `### ${titleOf(name)}\n\n${values.description ?? ""}\n\n${valueTable(values)}${picture}`;
}

/** `TrainingStatus` becomes `Training status`. */
function titleOf(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
