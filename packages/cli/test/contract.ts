import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const contract = parse(
  readFileSync(fileURLToPath(import.meta.resolve("@dreambooth-sandbox/openapi/openapi.yaml")), "utf8"),
);

const { post } = contract.paths["/api/sandbox/v3/fine_tune"];
const { key: _key, ...fields } = post.requestBody.content["application/json"].examples.documented.value;

/** The contract's example of a create request, without the key. */
export const documentedRequest: Record<string, string | string[]> = fields;

/** The contract's sentence about each training status, with its evidence. */
export const statusDescriptions: Record<string, string> =
  contract.components.schemas.TrainingStatus["x-enumDescriptions"];

/** The contract's description of each field of a create, with its evidence. */
export const fieldDescriptions: [field: string, description: string][] = Object.entries<{
  description?: string;
  $ref?: string;
}>(contract.components.schemas.CreateTrainingRequest.properties)
  .filter(([field]) => field !== "key")
  .map(([field, { description, $ref = "" }]) => [field, description ?? findDescription($ref)]);

function findDescription(reference: string): string {
  return contract.components.schemas[reference.slice(reference.lastIndexOf("/") + 1)].description;
}

/** The URL of the vendor's service. */
export const vendorUrl: string = contract.servers[0].url;

/** The arguments of `train` that send the request without a prompt. */
export function toTrainArgs(request: Record<string, string | string[]>): string[] {
  const options = Object.entries(request).map(([field, value]) => [
    `--${field.replaceAll("_", "-")}`,
    ...[value].flat(),
  ]);
  return ["train", "--yes", ...options.flat()];
}

/** The arguments of `train` that send the documented request without a prompt. */
export const trainArgs = toTrainArgs(documentedRequest);
