import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/** A JSON Schema as the contract writes it. */
export interface Schema {
  $ref?: string;
  description?: string;
  type?: string | string[];
  const?: string;
  enum?: (string | null)[];
  "x-enumDescriptions"?: Record<string, string>;
  "x-enumPhases"?: Record<string, string>;
  /** The schema of the values that are known, where others may come. */
  "x-knownValues"?: Schema;
  /** The value is a string of digits, within these limits. */
  "x-digits"?: { minimum?: number; maximum?: number };
  /** What `pattern` accepts, in words that complete "must be …". */
  "x-patternDescription"?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  format?: string;
  pattern?: string;
  minLength?: number;
  minItems?: number;
  minimum?: number;
  example?: string;
}

/** A named example. */
export interface Example {
  $ref?: string;
  summary?: string;
  description?: string;
  value: unknown;
}

/** What a request or a reply holds, by media type. */
export type Content = Record<string, { schema: Schema; examples?: Record<string, Example> }>;

/** A reply, or a reference to one. */
export interface Reply {
  $ref?: string;
  description: string;
  content?: Content;
}

/** An operation, or the webhook that the service calls. */
export interface Operation {
  summary: string;
  description?: string;
  operationId: string;
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema: Schema;
    example?: string;
  }[];
  requestBody?: { content: Content };
  responses: Record<string, Reply>;
  callbacks?: Record<string, Record<string, Record<string, Operation>>>;
}

/** The parts of the contract that the site shows. */
export interface Contract {
  info: { title: string; summary: string; version: string; description: string };
  servers: [{ url: string; description: string }];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    examples: Record<string, Example>;
    responses: Record<string, Reply>;
  };
}

/** Where the contract is. */
export const CONTRACT_FILE = fileURLToPath(import.meta.resolve("@dreambooth-sandbox/openapi/openapi.yaml"));

/** The contract's text. */
export const contractText = readFileSync(CONTRACT_FILE, "utf8");

/** The contract. */
export const contract: Contract = parse(contractText);

/** What a `$ref` stands for, the node's own fields (such as a description) going first. */
export function resolve<Node extends { $ref?: string }>(node: Node): Node {
  if (node.$ref === undefined) return node;
  const { $ref, ...own } = node;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a reference stands where its target could
  return { ...resolve(find($ref) as Node), ...own };
}

/** The last part of a `$ref`: the name of what it refers to. */
export function refName({ $ref }: { $ref?: string }): string | undefined {
  return $ref?.split("/").at(-1);
}

function find(pointer: string): object {
  const keys = pointer.slice(2).split("/");
  return keys.reduce<object>((node, key) => {
    const next: unknown = Reflect.get(node, key);
    if (typeof next !== "object" || next === null) throw new Error(`The contract has no ${pointer}.`);
    return next;
  }, contract);
}
