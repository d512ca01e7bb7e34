import { markdownPage, type Page } from "../page.ts";
import { resolve, type Content, type Operation, type Schema } from "../contract/contract.ts";
import type { Endpoint } from "../contract/operations.ts";
import { firstSchema, separateForms, successContent } from "../contract/responses.ts";
import { readSamples, type Sample } from "../contract/samples.ts";
import { renderTable } from "../../../../scripts/readme-tables/markdown-table.ts";
import { cell, fieldTable, REQUIRED } from "../contract/tables.ts";
import { typeText } from "../contract/schema-text.ts";
import { exampleBlocks } from "./examples.ts";
import { valueSections } from "./value-sections.ts";

/** The page of an operation, or of the webhook. */
export function operationPage(endpoint: Endpoint): Page {
  const { operation, page } = endpoint;
  return markdownPage({
    path: page,
    title: operation.summary,
    description: cell([describe(operation).split(/(?<=\.)\s/)[0]]),
    markdown: operationMarkdown(endpoint),
  });
}

/** An operation as Markdown: what is sent, samples, replies and errors. */
export function operationMarkdown(
  { operation, method, url }: Endpoint,
  samples: Sample[] = readSamples(operation.operationId),
): string {
  return [
    describe(operation),
    requestLine(operation, method, url),
    pathParameters(operation),
    requestBody(operation),
    sampleTabs(samples),
    replies(operation),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function requestLine({ requestBody }: Operation, method: string, url: string): string {
  const types = Object.keys(requestBody?.content ?? {});
  const contentType = types.length === 0 ? "" : `\nContent-Type: ${types.join(" or ")}`;
  return `\`\`\`http\n${method} ${url}${contentType}\n\`\`\``;
}

function describe({ description, summary }: Operation): string {
  return description ?? `${summary}.`;
}

function pathParameters({ parameters = [] }: Operation): string {
  if (parameters.length === 0) return "";
  const rows = parameters.map(({ name, schema, description, example }) => [
    `\`${name}\``,
    `${typeText(schema)}<br>${REQUIRED}`,
    cell([description, example === undefined ? "" : `Example: \`${example}\``]),
  ]);
  return `## Path parameters\n\n${renderTable(["Name", "Type", "Description"], rows)}`;
}

function requestBody({ requestBody }: Operation): string {
  if (!requestBody) return "";
  const { content } = requestBody;
  const schema = firstSchema(content);
  return [
    `## Request body\n\n${resolve(schema).description ?? ""}`,
    fieldTable(schema),
    ...valueSections(schema),
    exampleBlocks(content),
  ].join("\n\n");
}

function sampleTabs(samples: Sample[]): string {
  if (samples.length === 0) return "";
  const blocks = samples.map(
    ({ language: { title, highlighter }, source }) =>
      `\`\`\`${highlighter} tab="${title}"\n${source.trimEnd()}\n\`\`\``,
  );
  return [
    "## Request samples",
    "Each is a whole program that takes the key from `DREAMBOOTH_SANDBOX_API_KEY`. [Try it](/try-it.html) sends the request from this site.",
    ...blocks,
  ].join("\n\n");
}

function replies(operation: Operation): string {
  const success = successContent(operation);
  const responses = Object.entries(operation.responses);
  const rows = responses.map(([status, response]) => [
    `\`${status}\``,
    cell([resolve(response).description]),
  ]);
  const errors = responses.filter(([status]) => status !== "200");
  return [
    `## Replies\n\n${renderTable(["HTTP", "Meaning"], rows)}`,
    ...(success ? successResponse(success) : []),
    ...(success ? ["### Errors under other HTTP codes"] : []),
    ...errors.map(([, response]) => exampleBlocks(resolve(response).content ?? {})),
  ].join("\n\n");
}

function successResponse(content: Content): string[] {
  const { success, errors } = separateForms(content);
  return [
    formSection("On success", success),
    ...errors.map((error) => formSection("On an error", error)),
    `### Examples under HTTP 200\n\n${exampleBlocks(content)}`,
  ];
}

function formSection(title: string, form: Schema): string {
  return [
    `### ${title}\n\n${resolve(form).description ?? ""}\n\n${fieldTable(form)}`,
    ...valueSections(form),
  ].join("\n\n");
}
