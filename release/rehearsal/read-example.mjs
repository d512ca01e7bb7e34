import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Returns an operation's path and its example of this name under 200, from the contract.
 *
 * @param {string} operationId
 * @param {string} name
 * @returns {{ path: string, value: Record<string, string> }}
 */
export function readExample(operationId, name) {
  const contract = parse(readFileSync(`${repository}/openapi/openapi.yaml`, "utf8"));
  const [path, { post }] = Object.entries(contract.paths).find(
    ([, item]) => item.post.operationId === operationId,
  );
  return { path, value: post.responses["200"].content["application/json"].examples[name].value };
}
