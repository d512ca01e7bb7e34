import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { refName, resolve, type Content } from "../contract/contract.ts";
import { endpoints, webhooks } from "../contract/operations.ts";
import { successContent } from "../contract/responses.ts";

/** Something to look at in the viewer. */
export interface LogExample {
  name: string;
  /** What it is, in a sentence; empty where the name says it all. */
  summary: string;
  text: string;
}

/** What the page hands to its script. */
export interface LogExamplesData {
  texts: string[];
  /** The place of the text that the page starts with. */
  initial: number;
}

/** The contract's named examples of all replies under 200, and of the webhook. */
export function contractExamples(): LogExample[] {
  const replies = endpoints.map(({ operation }) => successContent(operation));
  const calls = webhooks.map(({ operation }) => operation.requestBody?.content);
  const named = [...replies, ...calls].flatMap((content) => Object.entries(jsonExamples(content)));
  const distinct = new Map(named.map(([key, example]) => [refName(example) ?? key, resolve(example)]));
  return [...distinct].map(([name, { summary = "", value }]) => ({
    name: name.replaceAll("_", " "),
    summary,
    text: JSON.stringify(value, null, 2),
  }));
}

/** The log parser's test vectors. */
export function vectorExamples(): LogExample[] {
  const folder = new URL("test/vectors/", import.meta.resolve("@dreambooth-sandbox/log-parser/package.json"));
  return readdirSync(fileURLToPath(folder))
    .filter((file) => file.endsWith(".log"))
    .map((file) => ({
      name: file.slice(0, -".log".length).replaceAll("-", " "),
      summary: "",
      text: readFileSync(new URL(file, folder), "utf8"),
    }));
}

function jsonExamples(content: Content | undefined) {
  return content?.["application/json"]?.examples ?? {};
}
