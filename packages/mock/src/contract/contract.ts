import { createRequire } from "node:module";
import type { getHttpOperationsFromSpec } from "@stoplight/prism-http";

/** An operation of the contract as Prism reads it. */
export type Operation = PrismOperation & { iid: string };
type PrismOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

/** What the mock knows of the contract. Nothing of it is written down a second time. */
export interface Contract {
  /** All operations, without their callbacks: Prism would send those itself, once and at once. */
  operations: Operation[];
  create: Operation;
  status: Operation;
  /** The documented statuses, in the order in which a training goes through them. */
  statuses: string[];
  /** The `training_id` of the documented reply to a create. */
  documentedId: string;
  /** The documented callback payload. */
  webhook: Record<string, unknown>;
  /** The value of a named example of a 200 reply. */
  example(operation: Operation, name: string): Record<string, unknown>;
}

/** Where the contract that the package `@dreambooth-sandbox/openapi` publishes lies. */
export const contractPath: string = createRequire(import.meta.url).resolve(
  "@dreambooth-sandbox/openapi/openapi.yaml",
);

/** Reads the contract with Prism's own reader. */
export async function loadContract(): Promise<Contract> {
  const { getHttpOperationsFromSpec } = await import("@stoplight/prism-http");
  const read = await getHttpOperationsFromSpec(contractPath);
  const webhook = read.flatMap((operation) => operation.callbacks ?? [])[0];
  const operations = read.map(withoutCallbacks);
  const create = findOperation(operations, "createTraining");
  const status = findOperation(operations, "getTrainingStatus");
  const { training_id: documentedId } = namedExample(create, "created");
  return {
    operations,
    create,
    status,
    statuses: documentedStatuses(status),
    documentedId: String(documentedId),
    webhook: record(webhook?.request?.body?.contents?.[0]?.examples?.[0]),
    example: namedExample,
  };
}

function withoutCallbacks(operation: PrismOperation): Operation {
  return { ...operation, callbacks: [], iid: operation.iid ?? operation.id };
}

function findOperation(operations: Operation[], id: string): Operation {
  const found = operations.find((operation) => operation.iid === id);
  if (!found) throw new Error(`The contract ${contractPath} has no operation ${id}.`);
  return found;
}

function successContent(operation: Operation) {
  return operation.responses.find((response) => response.code === "200")?.contents?.[0];
}

function namedExample(operation: Operation, name: string): Record<string, unknown> {
  const found = successContent(operation)?.examples?.find((example) => example.key === name);
  if (!found) throw new Error(`The contract has no example ${name} for ${operation.iid}.`);
  return record(found);
}

function record(example: object | undefined): Record<string, unknown> {
  const value: unknown = example && "value" in example ? example.value : undefined;
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** The statuses that are the name of an example, in the schema's order, up to the last documented one. */
function documentedStatuses(operation: Operation): string[] {
  const names = new Set(successContent(operation)?.examples?.map((example) => example.key));
  const listed = findEnum(successContent(operation)?.schema, "model_ready");
  return listed.slice(0, listed.indexOf("model_ready") + 1).filter((status) => names.has(status));
}

function findEnum(schema: unknown, member: string): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  for (const [key, value] of Object.entries(schema)) {
    if (key === "enum" && Array.isArray(value) && value.includes(member)) return value.map(String);
    const found = findEnum(value, member);
    if (found.length > 0) return found;
  }
  return [];
}
