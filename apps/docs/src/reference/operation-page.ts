import { markdownPage, type Page } from "../page.ts";
import { contract, resolve, type Content, type Operation, type Schema } from "../contract/contract.ts";
import { lifeCycleMermaid } from "../contract/life-cycle.ts";
import type { Endpoint } from "../contract/operations.ts";
import { readSamples, type Sample } from "../contract/samples.ts";
import { cell, fieldTable, REQUIRED, table, valueTable } from "../contract/tables.ts";
import { typeText } from "../contract/schema-text.ts";
import { exampleBlocks } from "./examples.ts";

/** The page of an operation, or of the webhook. */
export function operationPage(endpoint: Endpoint): Page {
  const { operation, page } = endpoint;
  return markdownPage({
    path: page,
    title: operation.summary,
    description: cell([operation.description.split(/(?<=\.)\s/)[0] ?? ""]),
    markdown: operationMarkdown(endpoint),
  });
}

/** An operation as Markdown: what is sent, samples, replies and errors. */
export function operationMarkdown(
  { operation, method, url }: Endpoint,
  samples: Sample[] = readSamples(operation.operationId),
): string {
  return [
    operation.description,
    `\`\`\`http\n${method} ${url}\nContent-Type: ${Object.keys(operation.requestBody.content).join(" or ")}\n\`\`\``,
    pathParameters(operation),
    requestBody(operation),
    sampleTabs(samples),
    replies(operation),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function pathParameters({ parameters = [] }: Operation): string {
  if (parameters.length === 0) return "";
  const rows = parameters.map(({ name, schema, description, example }) => [
    `\`${name}\``,
    `${typeText(schema)}<br>${REQUIRED}`,
    cell([description, example === undefined ? "" : `Example: \`${example}\``]),
  ]);
  return `## Path parameters\n\n${table(["Name", "Type", "Description"], rows)}`;
}

function requestBody({ requestBody: { content } }: Operation): string {
  const { schema } = firstMedia(content);
  return [
    `## Request body\n\n${resolve(schema).description ?? ""}`,
    fieldTable(schema),
    valueSection(schema, "TrainingType", "Training types"),
    exampleBlocks(content),
  ].join("\n\n");
}

function sampleTabs(samples: Sample[]): string {
  if (samples.length === 0) return "";
  const blocks = samples.map(
    ({ label, lang, source }) => `\`\`\`${lang} tab="${label}"\n${source.trimEnd()}\n\`\`\``,
  );
  return [
    "## Request samples",
    "Each is a whole program that takes the key from `DREAMBOOTH_SANDBOX_API_KEY`. [Try it](/try-it.html) sends the request from this site.",
    ...blocks,
  ].join("\n\n");
}

function replies({ responses }: Operation): string {
  const success = resolve(responses["200"] ?? { description: "" });
  const rows = Object.entries(responses).map(([status, reply]) => [
    `\`${status}\``,
    cell([resolve(reply).description]),
  ]);
  const errors = Object.entries(responses).filter(([status]) => status !== "200");
  return [
    `## Replies\n\n${table(["HTTP", "Meaning"], rows)}`,
    ...(success.content ? successReply(success.content) : []),
    ...(success.content ? ["### Errors under other HTTP codes"] : []),
    ...errors.map(([, reply]) => exampleBlocks(resolve(reply).content ?? {})),
  ].join("\n\n");
}

function successReply(content: Content): string[] {
  const { schema } = firstMedia(content);
  const [success, error] = schema.oneOf ?? [];
  if (!success || !error) throw new Error("A 200 reply of the contract is expected to be success or error.");
  return [
    `### On success\n\n${resolve(success).description ?? ""}\n\n${fieldTable(success)}`,
    valueSection(success, "TrainingStatus", "Training statuses"),
    `### On an error\n\n${resolve(error).description ?? ""}\n\n${fieldTable(error)}`,
    `### Examples under HTTP 200\n\n${exampleBlocks(content)}`,
  ];
}

/** The table of an enumeration, where the object has a field of it. */
function valueSection(schema: Schema, name: string, title: string): string {
  const fields = Object.values(resolve(schema).properties ?? {});
  if (!fields.some((field) => typeText(field).includes(name))) return "";
  const values = contract.components.schemas[name];
  if (!values) throw new Error(`The contract has no schema ${name}.`);
  const picture = name === "TrainingStatus" ? `\n\n\`\`\`mermaid\n${lifeCycleMermaid()}\n\`\`\`` : "";
  return `### ${title}\n\n${values.description ?? ""}\n\n${valueTable(values)}${picture}`;
}

function firstMedia(content: Content): Content[string] {
  const [media] = Object.values(content);
  if (!media) throw new Error("The contract has a body without a media type.");
  return media;
}
