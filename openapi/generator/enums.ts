import { asList, asObject } from "./contract.ts";
import type { Contract, Json, JsonObject, Path } from "./contract.ts";

/** An enumeration among the contract's schemas. */
export interface ContractEnum {
  /** The schema's name, such as `TrainingStatus`. */
  name: string;
  values: Json[];
  definition: JsonObject;
  place: Path;
}

/** Returns the schemas of `components` that are enumerations, in their order. */
export function listEnums(contract: Contract): ContractEnum[] {
  const schemas = asObject(asObject(contract.root["components"])["schemas"]);
  return Object.entries(schemas)
    .map(([name, definition]) => ({
      name,
      values: asList(asObject(definition)["enum"]),
      definition: asObject(definition),
      place: ["components", "schemas", name],
    }))
    .filter(({ values }) => values.length > 0);
}

/** Returns the places of enumerations that are not schemas of their own. Examples are not searched. */
export function listInlineEnums(contract: Contract): Path[] {
  const own = new Set(listEnums(contract).map(({ place }) => place.join("/")));
  return findEnums(contract.root, []).filter((place) => !own.has(place.join("/")));
}

function findEnums(value: Json, place: Path): Path[] {
  if (typeof value !== "object" || value === null) return [];
  const here = Array.isArray(asObject(value)["enum"]) ? [place] : [];
  const inside = Object.entries(value).filter(([name]) => name !== "example" && name !== "examples");
  return [...here, ...inside.flatMap(([name, inner]) => findEnums(inner, [...place, name]))];
}

/** Whether an enumeration lists statuses: those of a response, or those of a training. */
export function isStatus({ name }: ContractEnum): boolean {
  return name.endsWith("Status");
}
