import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { contract, CONTRACT_FILE, contractText } from "../contract/contract.ts";
import { postmanCollection } from "./postman.ts";

/** A file that readers can take away. */
export interface Download {
  /** Its name at the site's root. */
  path: string;
  /** What it is for. */
  description: string;
  content: string;
}

/** The contract in the forms that other tools take. */
export async function readDownloads(): Promise<Download[]> {
  return [
    {
      path: "openapi.yaml",
      description: "The contract, as it is written, in OpenAPI 3.1.",
      content: contractText,
    },
    { path: "openapi.json", description: "The same as JSON.", content: toJson(contract) },
    {
      path: "training.arazzo.yaml",
      description:
        "The life of a training as an Arazzo workflow: create, ask, ready. It runs against the mock or the service.",
      content: readFileSync(join(dirname(CONTRACT_FILE), "training.arazzo.yaml"), "utf8"),
    },
    {
      path: "postman-collection.json",
      description:
        "A Postman collection with tests. Set `baseUrl` and `apiKey`; a create sets `trainingId` for the requests after it.",
      content: toJson(await postmanCollection()),
    },
  ];
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
