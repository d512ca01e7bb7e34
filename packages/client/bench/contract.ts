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

interface Operation {
  operationId: string;
  responses: {
    200: { content: { "application/json": { examples: Record<string, { value?: { data: string } }> } } };
  };
}

/** The documented response to a status request. */
export const statusResponse = exampleOf("getTrainingStatus", "model_ready");
/** The entries of the documented create response's log, of the documented step log, and of one as the worker writes it. */
export const createEntries = parseLog(exampleOf("createTraining", "created").data).entries;
export const stepEntries = parseLog(statusResponse.data).entries;
export const workerEntries = parseLog(exampleOf("getTrainingStatus", "worker_log").data).entries;
