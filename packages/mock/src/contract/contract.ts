import { createRequire } from "node:module";
import { findStatusPhases, listLifeCycle } from "./life-cycle-statuses.ts";
import { readOperations } from "../prism/prism.ts";
import { listExamples, type NamedExample, type Operation } from "./operation.ts";

/** What the mock reads from the contract. */
export interface Contract {
  /** The file that contains it. */
  file: string;
  /** All operations, without their callbacks: Prism would send each callback once and immediately. */
  operations: Operation[];
  create: Operation;
  status: Operation;
  /** The statuses of a successful training, in the order in which it reaches them. */
  statuses: string[];
  /** The phase of each status. */
  phases: Record<string, string>;
  /** The response to a create that succeeded: the first example with a `training_id`. */
  created: NamedExample;
  /** The `training_id` of that example. */
  documentedId: string;
  /** The callback payload of the contract's example. */
  webhook: Record<string, unknown>;
  /**
   * Returns the value of a named example of a 200 response.
   *
   * @throws Error if the contract has no such example.
   */
  example(operation: Operation, name: string): Record<string, unknown>;
}

/** The contract that the package `@dreambooth-sandbox/openapi` publishes. */
export const contractPath: string = createRequire(import.meta.url).resolve(
  "@dreambooth-sandbox/openapi/openapi.yaml",
);

const loaded = new Map<string, Promise<Contract>>();

/**
 * Reads the contract with Prism's own reader, once per file.
 *
 * @throws Error if the contract lacks something that the mock needs.
 */
export function loadContract(file: string = contractPath): Promise<Contract> {
  const contract = loaded.get(file) ?? readContract(file);
  loaded.set(file, contract);
  return contract;
}

async function readContract(file: string): Promise<Contract> {
  const read = await readOperations(file);
  const callback = read.flatMap((operation) => operation.callbacks ?? [])[0];
  const operations = read.map((operation) => ({ ...operation, callbacks: [] }));
  const create = findOperation(operations, "createTraining");
  const status = findOperation(operations, "getTrainingStatus");
  const created = findCreated(create);
  return {
    file,
    operations,
    create,
    status,
    ...readStatuses(status),
    created,
    documentedId: String(toRecord(created.value)["training_id"]),
    webhook: readWebhook(callback),
    example: readExample,
  };
}

function findOperation(operations: Operation[], id: string): Operation {
  const found = operations.find((operation) => operation.iid === id);
  if (!found) throw new Error(`The contract has no operation ${id}, which the mock has a handler for.`);
  return found;
}

function findCreated(create: Operation): NamedExample {
  const found = listExamples(create, "200").find(({ value }) => "training_id" in toRecord(value));
  if (!found) throw new Error("The contract has no example of createTraining with a training_id.");
  return found;
}

function readStatuses(status: Operation): Pick<Contract, "statuses" | "phases"> {
  const schema = status.responses.find(({ code }) => code === "200")?.contents?.[0]?.schema;
  const found = findStatusPhases(schema);
  if (!found) throw new Error("The contract has no x-enumPhases in the 200 response of getTrainingStatus.");
  return { statuses: listLifeCycle(found), phases: found.phases };
}

function readWebhook(callback: NonNullable<Operation["callbacks"]>[number] | undefined) {
  const example = callback?.request?.body?.contents?.[0]?.examples?.[0];
  return toRecord(example && "value" in example ? example.value : undefined);
}

function readExample(operation: Operation, name: string): Record<string, unknown> {
  const found = listExamples(operation, "200").find((example) => example.name === name);
  if (!found) throw new Error(`The contract has no example ${name} in the 200 response of ${operation.iid}.`);
  return toRecord(found.value);
}

function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
