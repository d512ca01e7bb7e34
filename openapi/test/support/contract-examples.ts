import { fileURLToPath } from "node:url";
import { asList, asObject, readContract } from "../../generator/contract.ts";
import type { Json, JsonObject } from "../../generator/contract.ts";
import { listOperations } from "../../generator/operations.ts";

/** The contract's file. */
export const contractFile = fileURLToPath(new URL("../../openapi.yaml", import.meta.url));

const contract = readContract(contractFile);

/** The contract's operations. */
export const operations = listOperations(contract);

/** A named example of a response body. */
interface ResponseExample {
  name: string;
  /** The HTTP status code. */
  status: number;
  value: JsonObject;
}

/** Returns the examples of an operation's responses that report success. */
export function listSuccesses(operationId: string): ResponseExample[] {
  return listResponses(operationId).filter(({ value }) => successes.includes(value["status"] ?? null));
}

/** Returns the examples of an operation's responses that report an error. */
export function listRefusals(operationId: string): ResponseExample[] {
  return listResponses(operationId).filter(({ value }) => !successes.includes(value["status"] ?? null));
}

/** Returns the value of an operation's response example with a name. */
export function exampleValue(operationId: string, name: string): JsonObject {
  const example = listResponses(operationId).find((each) => each.name === name);
  if (!example) throw new Error(`${operationId} has no response example named ${name}.`);
  return example.value;
}

/** Returns the first example of an operation's request body. */
export function documentedRequest(operationId: string): JsonObject {
  const operation = operations.find(({ id }) => id === operationId);
  const [example] = listExamples(asObject(operation?.definition["requestBody"]));
  return example?.value ?? {};
}

function listResponses(operationId: string): ResponseExample[] {
  const operation = operations.find(({ id }) => id === operationId);
  const responses = Object.entries(asObject(operation?.definition["responses"]));
  return responses.flatMap(([status, response]) =>
    listExamples(contract.resolve(asObject(response))).map((example) => ({
      ...example,
      status: Number(status),
    })),
  );
}

function listExamples(body: JsonObject): { name: string; value: JsonObject }[] {
  const { examples } = asObject(asObject(body["content"])["application/json"]);
  return Object.entries(asObject(examples)).map(([name, example]) => ({
    name,
    value: asObject(contract.resolve(asObject(example))["value"]),
  }));
}

const schemas = asObject(asObject(contract.root["components"])["schemas"]);
const successes: Json[] = asList(asObject(schemas["SuccessStatus"])["enum"]);
