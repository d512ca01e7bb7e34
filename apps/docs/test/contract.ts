import { readFileSync } from "node:fs";
import { join } from "node:path";
import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";

export const OPENAPI = join(import.meta.dirname, "../../../openapi");

interface Operation {
  operationId: string;
  requestBody: { content: { "application/json": Body } };
  responses: Record<string, { content: { "application/json": Body } }>;
}

interface Body {
  examples: Record<string, Example>;
}

interface Example {
  value?: Record<string, JsonValue>;
}

type JsonValue = string | null | string[];

interface Contract {
  servers: { url: string }[];
  paths: Record<string, { post: Operation }>;
  components: { examples: Record<string, Example>; responses: Operation["responses"] };
}

export const contract: Contract = parse(readFileSync(join(OPENAPI, "openapi.yaml"), "utf8"));

/** An operation of the contract, with its path. */
export interface DocumentedOperation {
  operationId: string;
  path: string;
  /** The documented request body. */
  request: Record<string, JsonValue>;
}

export const operations: DocumentedOperation[] = Object.entries(contract.paths).map(([path, { post }]) => ({
  operationId: post.operationId,
  path,
  request: post.requestBody.content["application/json"].examples["documented"]?.value ?? {},
}));

/** The value of a reply's named example, wherever in the contract it stands. */
export function exampleValue(name: string): unknown {
  const { examples, responses } = contract.components;
  const operationReplies = Object.values(contract.paths).map(({ post }) => post.responses["200"]);
  const replies = [...operationReplies, ...Object.values(responses)];
  const found = replies.map((reply) => reply?.content["application/json"].examples[name]);
  return [examples[name], ...found].find((example) => example && "value" in example)?.value;
}

const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
ajv.addSchema(contract, "openapi.yaml");

/** What the contract has against a request body of the operation, or nothing. */
export function requestProblems({ path }: DocumentedOperation, body: unknown): string[] {
  return problems([path, "post", "requestBody", "content", "application/json", "schema"], body);
}

/** What the contract has against a reply to the operation under HTTP 200, or nothing. */
export function replyProblems({ path }: DocumentedOperation, reply: unknown): string[] {
  return problems([path, "post", "responses", "200", "content", "application/json", "schema"], reply);
}

function problems(segments: string[], value: unknown): string[] {
  const pointer = segments.map((segment) => encodeURIComponent(segment.replaceAll("/", "~1"))).join("/");
  const validate = ajv.compile({ $ref: `openapi.yaml#/paths/${pointer}` });
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || "/"} ${message}`);
}
