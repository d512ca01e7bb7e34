import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/** A JSON Schema of the contract, without references. */
export type Schema = Readonly<Record<string, unknown>>;

/** The body of a request or a response, as an example of the contract shows it. */
export type Body = Readonly<Record<string, unknown>>;

/** The contract's description of an operation. */
export interface ContractOperation {
  id: string;
  method: string;
  path: string;
  replay: "never" | "safe";
  /** The name of the path parameter, if the path has one, and an example of it. */
  parameter?: { name: string; example: string };
  /** The schema of each request field except the key, which the client adds. */
  fields: Record<string, Schema>;
  required: readonly string[];
  /** The first example of a request, without the key. */
  request: Body;
  /** The first example of a response that reports success. */
  response: Body;
  /** The HTTP status code of each shared error response, by the response's name. */
  errorCodes: Record<string, number>;
}

/** An enumeration of statuses. */
export interface ContractStatuses {
  values: readonly string[];
  descriptions: Record<string, string>;
  phases: Record<string, string>;
}

interface Media {
  schema: { properties?: Record<string, Schema>; required?: string[] };
  examples: Record<string, { value: Body }>;
}
interface Message {
  content?: { "application/json"?: Media };
}
interface OperationObject {
  operationId: string;
  "x-replay": "never" | "safe";
  parameters?: { name: string; in: string; example: string }[];
  requestBody?: Message;
  responses: Record<string, Message & { $ref?: string }>;
}
interface Document {
  servers: { url: string }[];
  paths: Record<string, Record<string, OperationObject>>;
  components: {
    schemas: Record<string, Schema>;
    examples: Record<string, { value: Body }>;
    responses: Record<string, Message>;
  };
}

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);
/** The client adds this field to every request itself. */
const KEY_FIELD = "key";

const written: Document = parse(
  readFileSync(fileURLToPath(import.meta.resolve("@dreambooth-sandbox/openapi/openapi.yaml")), "utf8"),
);
const resolved = resolveReferences(written) as Document;

/** The URL of the service. */
export const serverUrl = resolved.servers[0]?.url;

/** Returns the operation with this id. */
export function findOperation(id: string): ContractOperation {
  const operation = contractOperations.find((operation) => operation.id === id);
  if (!operation) throw new Error(`The contract has no operation ${id}.`);
  return operation;
}

/** The enumerations of statuses, by the name of their schema. */
export const contractStatuses: Record<string, ContractStatuses> = Object.fromEntries(
  Object.entries(resolved.components.schemas)
    .filter(([name, { enum: values }]) => name.endsWith("Status") && values !== undefined)
    .map(([name, schema]) => [
      name,
      {
        values: schema["enum"] as string[],
        descriptions: schema["x-enumDescriptions"] as Record<string, string>,
        phases: (schema["x-enumPhases"] ?? {}) as Record<string, string>,
      },
    ]),
);

/** Returns the enumeration of this name. */
export function findStatuses(name: string): ContractStatuses {
  const statuses = contractStatuses[name];
  if (!statuses) throw new Error(`The contract has no enumeration ${name}.`);
  return statuses;
}

/** The operations that a client can call, in the contract's order. */
export const contractOperations: ContractOperation[] = Object.entries(resolved.paths).flatMap(
  ([path, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.has(method))
      .map(([method, operation]) => readOperation(path, method, operation)),
);

/** Returns one of the contract's shared examples. */
export function findExample(name: string): Body {
  const example = resolved.components.examples[name];
  if (!example) throw new Error(`The contract has no example ${name}.`);
  return example.value;
}

/** Returns the first example of one of the contract's shared responses. */
export function findErrorResponse(name: string): Body {
  return firstExample(resolved.components.responses[name], () => true);
}

function readOperation(path: string, method: string, operation: OperationObject): ContractOperation {
  const { operationId: id, "x-replay": replay, requestBody, responses } = operation;
  const parameter = operation.parameters?.find((parameter) => parameter.in === "path");
  const schema = requestBody?.content?.["application/json"]?.schema ?? {};
  const { [KEY_FIELD]: _schema, ...fields } = schema.properties ?? {};
  const { [KEY_FIELD]: _key, ...request } = firstExample(requestBody, () => true);
  return {
    id,
    method: method.toUpperCase(),
    path,
    replay,
    ...(parameter && { parameter }),
    fields,
    required: schema.required ?? [],
    request,
    response: firstExample(responses["200"], ({ status }) => !isErrorStatus(status)),
    errorCodes: readErrorCodes(written.paths[path]?.[method]),
  };
}

function isErrorStatus(status: unknown): boolean {
  return findStatuses("ErrorStatus").values.includes(String(status));
}

function firstExample(message: Message | undefined, isWanted: (body: Body) => boolean): Body {
  const examples = Object.values(message?.content?.["application/json"]?.examples ?? {});
  return examples.map(({ value }) => value).find(isWanted) ?? {};
}

/** The names are those of the references, as in `#/components/responses/NotFound`. */
function readErrorCodes(operation: OperationObject | undefined): Record<string, number> {
  return Object.fromEntries(
    Object.entries(operation?.responses ?? {}).flatMap(([code, { $ref }]) =>
      $ref === undefined ? [] : [[$ref.slice($ref.lastIndexOf("/") + 1), Number(code)]],
    ),
  );
}

/** Returns a copy in which each `$ref` is replaced by what it refers to. Siblings of a `$ref` are kept. */
function resolveReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolveReferences);
  if (typeof value !== "object" || value === null) return value;
  const { $ref, ...siblings } = value as Record<string, unknown>;
  const entries = Object.entries(siblings).map(([key, inner]) => [key, resolveReferences(inner)]);
  const target = typeof $ref === "string" ? (resolveReferences(findReferenced($ref)) as object) : {};
  return { ...target, ...Object.fromEntries(entries) };
}

function findReferenced(reference: string): unknown {
  return reference
    .slice("#/".length)
    .split("/")
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], written);
}
