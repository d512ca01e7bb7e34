import { createRequire } from "node:module";
import { readOperations } from "../prism/prism.ts";
import { describeContract, type Contract } from "./contract.ts";

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
  return describeContract(file, await readOperations(file));
}
