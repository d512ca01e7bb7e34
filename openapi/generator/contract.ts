import { readFileSync } from "node:fs";
import { isNode, LineCounter, parseDocument } from "yaml";

/** A JSON value of the contract, with its references resolved only where {@link Contract.resolve} is called. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** The keys from the document's root to a value. */
export type Path = readonly (string | number)[];

/** The contract as data, with the line of each value. */
export interface Contract {
  root: JsonObject;
  /** Returns the place of a value as `openapi.yaml:84 paths./…/fine_tune.post`. */
  describePlace(path: Path): string;
  /** Follows `$ref` until it reaches a schema without one. Siblings of a `$ref` are kept. */
  resolve(schema: JsonObject): JsonObject;
}

const REFERENCE = "#/";

/**
 * Reads the contract.
 *
 * @throws Error if the file is not YAML.
 */
export function readContract(file: string): Contract {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines });
  const [error] = document.errors;
  if (error) throw new Error(`${file} is not YAML: ${error.message}`);
  const root = asObject(document.toJS());

  function describePlace(path: Path): string {
    const node = document.getIn(path, true);
    const line = isNode(node) && node.range ? lines.linePos(node.range[0]).line : undefined;
    return `openapi.yaml${line === undefined ? "" : `:${line}`} ${path.join(".")}`;
  }

  function resolve(schema: JsonObject): JsonObject {
    const { $ref: reference, ...siblings } = schema;
    if (typeof reference !== "string") return schema;
    const target = reference
      .slice(REFERENCE.length)
      .split("/")
      .reduce<Json>((value, key) => asObject(value)[key] ?? null, root);
    return { ...resolve(asObject(target)), ...siblings };
  }

  return { root, describePlace, resolve };
}

/** Returns the value if it is an object, else an empty one. */
export function asObject(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/** Returns the value if it is a string, else an empty one. */
export function asText(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** Returns the value if it is a list, else an empty one. */
export function asList(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
