import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { contractPath, loadContract, type Contract } from "../src/contract/contract.ts";

/** The parts of the contract's document that tests change. */
export interface ContractDocument {
  paths: Record<string, { post: OperationDocument }>;
  components: {
    schemas: {
      CreateTrainingRequest: { properties: Record<string, object> };
      TrainingStatus: { enum: string[]; "x-enumPhases": Record<string, string> };
    };
  };
}

interface OperationDocument {
  operationId: string;
  parameters?: object[];
  requestBody?: object;
  responses: Record<string, { description?: string; content?: Record<string, ContentDocument> }>;
}

interface ContentDocument {
  schema: object;
  examples: Record<string, { value: Record<string, unknown> }>;
}

/** Changes a copy of the contract, and loads it. */
export async function loadChanged(change: (document: ContractDocument) => void): Promise<Contract> {
  return loadContract(await writeChanged(change));
}

/** Changes a copy of the contract in a temporary file. Returns its path. */
export async function writeChanged(change: (document: ContractDocument) => void): Promise<string> {
  const document: ContractDocument = parse(await readFile(contractPath, "utf8"));
  change(document);
  const file = join(await mkdtemp(join(tmpdir(), "contract-")), "openapi.json");
  await writeFile(file, JSON.stringify(document));
  return file;
}

/** Adds a status with an example before another one. */
export function addStatus(
  document: ContractDocument,
  { name, before, phase, data }: { name: string; before: string; phase: string; data: string },
): void {
  const { enum: statuses, "x-enumPhases": phases } = document.components.schemas.TrainingStatus;
  statuses.splice(statuses.indexOf(before), 0, name);
  phases[name] = phase;
  statusExamples(document)[name] = { value: { status: "success", messege: name, data } };
}

/** Renames a status and its example. */
export function renameStatus(document: ContractDocument, from: string, to: string): void {
  const { enum: statuses, "x-enumPhases": phases } = document.components.schemas.TrainingStatus;
  statuses[statuses.indexOf(from)] = to;
  phases[to] = phases[from] ?? "";
  delete phases[from];
  const examples = statusExamples(document);
  examples[to] = { value: { ...examples[from]?.value, messege: to } };
  delete examples[from];
}

/** Returns the examples of the status response. */
export function statusExamples(document: ContractDocument): ContentDocument["examples"] {
  const status = Object.values(document.paths).find(({ post }) => post.operationId === "getTrainingStatus");
  const examples = status?.post.responses["200"]?.content?.["application/json"]?.examples;
  if (!examples) throw new Error("The contract has no examples of getTrainingStatus.");
  return examples;
}
