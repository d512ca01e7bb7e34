import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const contract = fileURLToPath(import.meta.resolve("@dreambooth-sandbox/openapi/openapi.yaml"));

/** The request body that the contract shows for a create, without the key. */
export async function readDocumentedRequest(): Promise<Record<string, string | string[]>> {
  const document = parse(await readFile(contract, "utf8"));
  const { requestBody } = document.paths["/api/sandbox/v3/fine_tune"].post;
  const { key: _, ...request } = requestBody.content["application/json"].examples.documented.value;
  return request;
}

/** The request as options of the command: `instance_prompt` becomes `--instance-prompt`. */
export function toOptions(request: Record<string, string | string[]>): string[] {
  return Object.entries(request)
    .filter(([, value]) => value !== "")
    .flatMap(([field, value]) => [`--${field.replaceAll("_", "-")}`, ...[value].flat()]);
}
