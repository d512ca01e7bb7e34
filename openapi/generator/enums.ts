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

/** Whether an enumeration lists statuses: those of a response, or those of a training. */
export function isStatus({ name }: ContractEnum): boolean {
  return name.endsWith("Status");
}
