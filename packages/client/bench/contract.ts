import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseLog } from "@dreambooth-sandbox/log-parser";
import { parse } from "yaml";

const file = createRequire(import.meta.url).resolve("@dreambooth-sandbox/openapi/openapi.yaml");
const { paths } = parse(readFileSync(file, "utf8"));

function exampleOf(operationId: string, name: string): { data: string } {
  const operations: { post: Operation }[] = Object.values(paths);
  const operation = operations.map(({ post }) => post).find((post) => post.operationId === operationId);
  const value = operation?.responses["200"].content["application/json"].examples[name]?.value;
  if (!value) throw new Error(`The contract has no example ${name} of ${operationId}.`);
  return value;
}

function etasOf({ data }: { data: string }): number[] {
  return parseLog(data).entries.flatMap((entry) => ("etaMs" in entry ? (entry.etaMs ?? []) : []));
}

interface Operation {
  operationId: string;
  responses: {
    200: { content: { "application/json": { examples: Record<string, { value?: { data: string } }> } } };
  };
}

/** The documented response to a status request. */
export const statusResponse = exampleOf("getTrainingStatus", "model_ready");
/** The estimates that the documented responses announce, in milliseconds: the create's, then those of the step log. */
export const createEtas = etasOf(exampleOf("createTraining", "created"));
export const stepEtas = etasOf(statusResponse);
/** The estimates of the log as the training worker writes it. */
export const workerEtas = etasOf(exampleOf("getTrainingStatus", "worker_log"));
