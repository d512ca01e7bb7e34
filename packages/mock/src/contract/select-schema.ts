import { followReference, stepInto, type ContractDocument, type Place } from "./contract-document.ts";

/** The schema of a part of a body. */
export interface SelectedSchema {
  /** The schema, without references. */
  schema: Place;
  /** The schemas on the way there, nearest first. The first is the schema itself, or the reference to it. */
  trail: Place[];
  /** The part of the body. */
  value: unknown;
  /** The last name on the way, if it is one. */
  name?: string;
}

/**
 * Finds the schema of a part of a body. Where the contract permits one of several schemas, the body selects one by the
 * contract's discriminator.
 *
 * @returns The schema, or that of the last part that the contract describes.
 */
export function selectSchema(
  document: ContractDocument,
  start: Place,
  body: unknown,
  location: readonly string[],
): SelectedSchema {
  let selected = enter(document, start, body, []);
  for (const name of location) {
    const next = findNested(selected.schema, name);
    if (next.node === undefined) return selected;
    selected = { ...enter(document, next, read(selected.value, name), selected.trail), name };
  }
  return selected;
}

function enter(document: ContractDocument, place: Place, value: unknown, trail: Place[]): SelectedSchema {
  const schema = followReference(document, place);
  const passed = schema === place ? [place, ...trail] : [schema, place, ...trail];
  const branch = selectBranch(document, schema, value);
  return branch ? enter(document, branch, value, passed) : { schema, trail: passed, value };
}

/** Returns the schema that the discriminator's value selects, or undefined if there is none. */
function selectBranch(document: ContractDocument, schema: Place, value: unknown): Place | undefined {
  const discriminator = stepInto(schema, "discriminator");
  const property = stepInto(discriminator, "propertyName").node;
  if (typeof property !== "string") return undefined;
  const selector = read(value, property);
  if (typeof selector !== "string") return undefined;
  const reference = stepInto(stepInto(discriminator, "mapping"), selector).node;
  if (typeof reference !== "string") return undefined;
  return followReference(document, { path: [], node: { $ref: reference } });
}

function findNested(schema: Place, name: string): Place {
  const property = stepInto(stepInto(schema, "properties"), name);
  if (property.node !== undefined) return property;
  const items = stepInto(schema, "items");
  return items.node !== undefined && /^\d+$/.test(name) ? items : stepInto(schema, "additionalProperties");
}

function read(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
