import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import type { Contract } from "./contract.ts";
import { asObject, asText } from "./contract.ts";
import { isStatus, listEnums } from "./enums.ts";
import type { ContractEnum } from "./enums.ts";
import { listOperations, listPathParameters } from "./operations.ts";
import type { ContractOperation } from "./operations.ts";
import { listDescriptions, listRules } from "./request-fields.ts";
import { toSentence } from "./sentence.ts";

/** A generated file: its name in `packages/client/src/generated/`, and its text. */
export interface GeneratedFile {
  name: string;
  text: string;
}

const BANNER = "// Generated from openapi/openapi.yaml by `pnpm generate`. Do not edit.\n";

/** Returns every file that is generated from the contract. */
export async function renderFiles(contract: Contract, contractFile: URL): Promise<GeneratedFile[]> {
  return [
    { name: "schema.ts", text: await renderSchema(contractFile) },
    { name: "operations.ts", text: renderOperations(contract) },
    { name: "statuses.ts", text: renderStatuses(contract) },
    { name: "request-fields.ts", text: renderRequestFields(contract) },
  ];
}

async function renderSchema(contractFile: URL): Promise<string> {
  const nodes = await openapiTS(contractFile, {
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    silent: true,
  });
  return BANNER + astToString(nodes);
}

function renderOperations(contract: Contract): string {
  const operations = mapOperations(contract, (operation) => {
    const { id, method, path, definition } = operation;
    const [pathParameter] = listPathParameters(operation);
    return { id, method, path, ...(pathParameter && { pathParameter }), replay: definition["x-replay"] };
  });
  return [
    BANNER,
    `import type { Operation } from "../contract/operation.ts";\n`,
    renderConstant(
      "The contract's operations, by `operationId`.",
      "operations",
      operations,
      "Record<string, Operation>",
    ),
  ].join("\n");
}

function renderStatuses(contract: Contract): string {
  const constants = listEnums(contract)
    .filter(isStatus)
    // To the client, a success is any status that is not an error.
    .filter(({ name }) => name !== "SuccessStatus")
    .flatMap(renderStatusConstants);
  return [BANNER, `import type { Phase } from "../contract/operation.ts";\n`, ...constants].join("\n");
}

function renderStatusConstants({ name, values, definition }: ContractEnum): string[] {
  const base = name.charAt(0).toLowerCase() + name.slice(1);
  const list = renderConstant(`The values of \`${name}\`, in the contract's order.`, `${base}Values`, values);
  const { "x-enumPhases": phases, "x-enumDescriptions": descriptions } = definition;
  if (phases === undefined) return [list];
  const sentences = Object.entries(asObject(descriptions)).map(([value, text]) => [
    value,
    toSentence(asText(text)),
  ]);
  return [
    list,
    renderConstant(
      `What each value of \`${name}\` means.`,
      `${base}Descriptions`,
      Object.fromEntries(sentences),
    ),
    renderConstant(
      `The phase of each value of \`${name}\`.`,
      `${base}Phases`,
      phases,
      "Record<string, Phase>",
    ),
  ];
}

function renderRequestFields(contract: Contract): string {
  const rules = mapOperations(contract, (operation) => listRules(contract, operation));
  const descriptions = mapOperations(contract, (operation) => listDescriptions(contract, operation));
  return [
    BANNER,
    `import type { FieldRule } from "../validation/rule.ts";\n`,
    renderConstant(
      "The rule of each request field, by operation. The client adds the API key itself.",
      "requestRules",
      rules,
      "Record<string, Record<string, FieldRule>>",
    ),
    renderConstant(
      "One sentence about each request field, by operation.",
      "requestFieldDescriptions",
      descriptions,
    ),
  ].join("\n");
}

function mapOperations<T>(contract: Contract, map: (operation: ContractOperation) => T): Record<string, T> {
  return Object.fromEntries(listOperations(contract).map((operation) => [operation.id, map(operation)]));
}

function renderConstant(comment: string, name: string, value: unknown, type?: string): string {
  const satisfies = type === undefined ? "" : ` satisfies ${type}`;
  return `/** ${comment} */\nexport const ${name} = ${JSON.stringify(value, null, 2)} as const${satisfies};\n`;
}

/** Where the generated files are. */
export const generatedFolder = fileURLToPath(
  new URL("../../packages/client/src/generated/", import.meta.url),
);
