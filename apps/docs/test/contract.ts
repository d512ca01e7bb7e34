import { readFileSync } from "node:fs";
import { join } from "node:path";
import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";

export const OPENAPI = join(import.meta.dirname, "../../../openapi");

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; example?: string }[];
  requestBody?: { content: { "application/json": Body } };
  responses: Record<string, { content?: { "application/json": Body } }>;
}

interface Body {
  examples?: Record<string, Example>;
}

interface Example {
  value?: Record<string, JsonValue>;
}

type JsonValue = string | null | string[];

interface Schema {
  properties?: Record<string, unknown>;
  required?: string[];
  enum?: (string | null)[];
  "x-enumDescriptions"?: Record<string, string>;
  "x-enumPhases"?: Record<string, string>;
}

interface Contract {
  info: { description: string };
  servers: [{ url: string }];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    examples: Record<string, Example>;
    responses: Operation["responses"];
  };
}

export const contract: Contract = parse(readFileSync(join(OPENAPI, "openapi.yaml"), "utf8"));

/** An operation of the contract, with its place. */
export interface DocumentedOperation {
  operationId: string;
  /** HTTP method, as the contract spells it. */
  method: string;
  path: string;
  /** The documented values of the parameters in the path, in order. */
  pathValues: string[];
  /** The same path with the documented values. */
  documentedPath: string;
  /** The documented request body. */
  request: Record<string, JsonValue>;
}

export const operations: DocumentedOperation[] = Object.entries(contract.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => documentedOperation(path, method, operation)),
);

function documentedOperation(path: string, method: string, operation: Operation): DocumentedOperation {
  const { operationId, parameters = [], requestBody } = operation;
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  return {
    operationId,
    method,
    path,
    pathValues: inPath.map(({ example = "" }) => example),
    documentedPath: inPath.reduce((text, { name, example = "" }) => text.replace(`{${name}}`, example), path),
    request: requestBody?.content["application/json"].examples?.["documented"]?.value ?? {},
  };
}

/** Returns the operation with that id. */
export function operationNamed(operationId: string): DocumentedOperation {
  const found = operations.find((operation) => operation.operationId === operationId);
  if (!found) throw new Error(`The contract has no operation ${operationId}.`);
  return found;
}

/** Returns the schema with that name. */
export function schemaNamed(name: string): Schema {
  const found = contract.components.schemas[name];
  if (!found) throw new Error(`The contract has no schema ${name}.`);
  return found;
}

/** The statuses, and those that a successful training goes through, in order. */
export function trainingStatuses(): { all: string[]; way: string[] } {
  const { enum: values = [], "x-enumPhases": phases = {} } = schemaNamed("TrainingStatus");
  const all = values.map(String);
  const goal = all.find((name) => phases[name] === "succeeded");
  return {
    all,
    way: all.filter((name) => ["queued", "running"].includes(phases[name] ?? "") || name === goal),
  };
}

/** The value of a response's named example, wherever in the contract it stands. */
export function exampleValue(name: string): Record<string, JsonValue> {
  const { examples, responses } = contract.components;
  const successes = Object.values(contract.paths).flatMap((methods) =>
    Object.values(methods).map((operation) => operation.responses["200"]),
  );
  const found = [...successes, ...Object.values(responses)].map(
    (response) => response?.content?.["application/json"].examples?.[name],
  );
  const value = [examples[name], ...found].find((example) => example && "value" in example)?.value;
  if (!value) throw new Error(`The contract has no example ${name}.`);
  return value;
}

const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
ajv.addSchema(contract, "openapi.yaml");

/** What the contract has against a request body of the operation, or nothing. */
export function requestProblems({ path, method }: DocumentedOperation, body: unknown): string[] {
  return problems([path, method, "requestBody", "content", "application/json", "schema"], body);
}

/** What the contract has against a reply to the operation under HTTP 200, or nothing. */
export function replyProblems({ path, method }: DocumentedOperation, reply: unknown): string[] {
  return problems([path, method, "responses", "200", "content", "application/json", "schema"], reply);
}

function problems(segments: string[], value: unknown): string[] {
  const pointer = segments.map((segment) => encodeURIComponent(segment.replaceAll("/", "~1"))).join("/");
  const validate = ajv.compile({ $ref: `openapi.yaml#/paths/${pointer}` });
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || "/"} ${message}`);
}
