import type { Contract } from "../contract/contract.ts";
import { listExamples, type Operation } from "../contract/operation.ts";
import { faults, findFault, type Fault } from "../faults/faults.ts";

/** A scripted response. Without a fault, a code and an example, the response is normal. */
export interface ScriptEntry {
  /** As the test named it. */
  name: string;
  fault?: Fault;
  /** The status code of the contract's response. */
  code?: number;
  /** The contract's named example of a 200 response. */
  example?: string;
}

/** The name of a normal response, which random faults spare. */
export const NORMAL = "ok";

/**
 * Reads the names of scripted responses.
 *
 * @param operationId The operation that they are for; any by default.
 * @throws RangeError if a name or the operation is unknown. The message lists the valid ones.
 */
export function readScript(
  contract: Contract,
  names: readonly unknown[],
  operationId: string | undefined,
): ScriptEntry[] {
  const operations = selectOperations(contract, operationId);
  return names.map((name) => readEntry(contract, operations, name));
}

/** Whether the operation has the response. */
export function matches({ code, example }: ScriptEntry, operation: Operation): boolean {
  if (code !== undefined) return operation.responses.some((response) => response.code === String(code));
  return example === undefined || listExamples(operation, "200").some(({ name }) => name === example);
}

/** Returns why a request to the operation does not get the response. */
export function explainMismatch(
  entry: ScriptEntry,
  { iid }: Operation,
  operationId: string | undefined,
): string {
  if (operationId !== undefined && operationId !== iid) return `The request is ${iid}.`;
  return `${iid} has no response ${entry.name}.`;
}

function selectOperations({ operations }: Contract, operationId: string | undefined): Operation[] {
  if (operationId === undefined) return operations;
  const selected = operations.filter(({ iid }) => iid === operationId);
  if (selected.length > 0) return selected;
  const known = operations.map(({ iid }) => iid).join(", ");
  throw new RangeError(`There is no operation ${quote(operationId)}. Use one of: ${known}.`);
}

function readEntry(contract: Contract, operations: readonly Operation[], value: unknown): ScriptEntry {
  const name = typeof value === "number" ? String(value) : value;
  if (name === NORMAL) return { name };
  const fault = typeof name === "string" ? findFault(name) : undefined;
  if (fault) return { name: fault.name, fault };
  const code = listCodes(operations).find((known) => known === name);
  if (code !== undefined) return { name: code, code: Number(code) };
  const example = listExampleNames(contract, operations).find((known) => known === name);
  if (example !== undefined) return { name: example, example };
  const valid = [
    NORMAL,
    ...faults.map((known) => known.name),
    ...listCodes(operations),
    ...listExampleNames(contract, operations),
  ];
  throw new RangeError(`There is no response ${quote(value)} to script. Use one of: ${valid.join(", ")}.`);
}

/** Returns the status codes of all errors. */
function listCodes(operations: readonly Operation[]): string[] {
  const codes = operations.flatMap(({ responses }) => responses.map(({ code }) => code));
  return [...new Set(codes)].filter((code) => /^[345]\d\d$/.test(code));
}

/** Returns the examples of 200 responses, except the one of a create that succeeds: only a real create returns an id. */
function listExampleNames({ created }: Contract, operations: readonly Operation[]): string[] {
  const names = operations.flatMap((operation) => listExamples(operation, "200").map(({ name }) => name));
  return [...new Set(names)].filter((name) => name !== created.name);
}

const LONGEST_QUOTE = 100;

function quote(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, LONGEST_QUOTE);
}
