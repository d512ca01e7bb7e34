import { asList, asObject, asText } from "./contract.ts";
import type { Contract, JsonObject, Path } from "./contract.ts";

/** An operation of the contract. Callbacks are not among them: the service sends those. */
export interface ContractOperation {
  id: string;
  method: string;
  path: string;
  /** The operation object, and where it is. */
  definition: JsonObject;
  place: Path;
}

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** Returns the contract's operations in their order. */
export function listOperations(contract: Contract): ContractOperation[] {
  return Object.entries(asObject(contract.root["paths"])).flatMap(([path, item]) =>
    Object.entries(asObject(item))
      .filter(([method]) => METHODS.has(method))
      .map(([method, definition]) => ({
        id: asText(asObject(definition)["operationId"]),
        method: method.toUpperCase(),
        path,
        definition: asObject(definition),
        place: ["paths", path, method],
      })),
  );
}

/** Returns the names of an operation's path parameters, in the order of its path. */
export function listPathParameters({ path }: ContractOperation): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => String(name));
}

/** Returns the schema of an operation's JSON request body, without references; empty if it has no body. */
export function requestSchemaOf(contract: Contract, { definition }: ContractOperation): JsonObject {
  const body = contract.resolve(asObject(definition["requestBody"]));
  const media = asObject(asObject(body["content"])["application/json"]);
  return contract.resolve(asObject(media["schema"]));
}

/** A named example, and where it is. */
interface ContractExample {
  name: string;
  value: JsonObject;
  place: Path;
}

/** Returns the examples of an operation's 200 response. */
export function listSuccessExamples(
  contract: Contract,
  { definition, place }: ContractOperation,
): ContractExample[] {
  const response = asObject(asObject(definition["responses"])["200"]);
  const media = asObject(asObject(response["content"])["application/json"]);
  return Object.entries(asObject(media["examples"])).map(([name, example]) => ({
    name,
    value: asObject(contract.resolve(asObject(example))["value"]),
    place: [...place, "responses", "200", "content", "application/json", "examples", name],
  }));
}

/** Returns the fields that a request body must have. */
export function listRequired(schema: JsonObject): string[] {
  return asList(schema["required"]).map(asText);
}
