import { ruleKeywords } from "../../packages/client/src/validation/matches-rule.ts";
import { checkExamples } from "./check-examples.ts";
import { asList, asObject, asText } from "./contract.ts";
import type { Contract, Json, JsonObject } from "./contract.ts";
import { listEnums, listInlineEnums } from "./enums.ts";
import type { ContractEnum } from "./enums.ts";
import { listOperations, listPathParameters, requestSchemaOf } from "./operations.ts";
import type { ContractOperation } from "./operations.ts";

/** Keywords that describe a schema to readers and require nothing of a value. */
const ANNOTATIONS = [
  "description",
  "title",
  "example",
  "examples",
  "default",
  "deprecated",
  "x-enumDescriptions",
  "x-patternDescription",
];
/** The formats that the client's interpreter checks. */
const CHECKED_FORMATS = ["uri"];
/** The keywords of a request body itself. */
const BODY_KEYWORDS = new Set([
  "type",
  "required",
  "properties",
  "description",
  "title",
  "example",
  "examples",
]);
/** The path parameter that the client checks and reports as an error's `trainingId`. */
const PATH_PARAMETER = "training_id";
const METHODS_WITHOUT_BODY = new Set(["GET", "HEAD", "TRACE"]);
const METHOD_FILES = {
  createTraining: "packages/client/src/operations/create-training.ts",
  getTrainingStatus: "packages/client/src/operations/get-training-status.ts",
};
const REPLAYS = new Set<Json>(["never", "safe"]);
const PHASES = ["queued", "running", "succeeded", "failed"];
/** Patterns are compared with `x-digits` for all numbers up to this far beyond its maximum. */
const COMPARED_BEYOND_MAXIMUM = 1_000;

/** Returns what the generator cannot work with: one line each, with the place and the fix. */
export function checkContract(contract: Contract): string[] {
  const operations = listOperations(contract);
  const enums = listEnums(contract);
  return [
    ...operations.flatMap((operation) => checkOperation(contract, operation)),
    ...operations.flatMap((operation) => checkRequestBody(contract, operation)),
    ...enums.flatMap((entry) => checkEnum(contract, entry)),
    ...listInlineEnums(contract).map(
      (place) =>
        `${contract.describePlace(place)}: an enum must be a schema of its own in components.schemas, with x-enumDescriptions. Move it there.`,
    ),
    ...checkMethods(operations),
    ...checkExamples(contract, operations, enums),
  ];
}

/** The client has a method of its own for these operations. */
function checkMethods(operations: ContractOperation[]): string[] {
  return Object.entries(METHOD_FILES)
    .filter(([id]) => operations.every((operation) => operation.id !== id))
    .map(([id, file]) => `openapi.yaml: the operation ${id} is missing, which ${file} depends on.`);
}

function checkOperation(contract: Contract, operation: ContractOperation): string[] {
  const { id, definition, place } = operation;
  const where = contract.describePlace(place);
  const replay = definition["x-replay"] ?? null;
  const problems: string[] = [];
  if (id === "") problems.push(`${where}: the operation has no operationId. Add one.`);
  if (!REPLAYS.has(replay))
    problems.push(
      `${where}: x-replay must be never or safe (got ${JSON.stringify(replay)}). Add "x-replay: never" if repeating the request could cost money or repeat an effect, else "x-replay: safe".`,
    );
  const parameters = listPathParameters(operation);
  if (parameters.length > 1 || parameters.some((name) => name !== PATH_PARAMETER))
    problems.push(
      `${where}: the client supports one path parameter, ${PATH_PARAMETER} (got ${parameters.join(", ")}). Use it, or extend packages/client/src/operations/api.ts.`,
    );
  if (METHODS_WITHOUT_BODY.has(operation.method))
    problems.push(
      `${where}: the client sends the API key in a JSON body, which ${operation.method} does not have. Use another method, or extend packages/client/src/http/exchange.ts.`,
    );
  return problems;
}

/** Checks the request body: a JSON object of fields, each with a rule that the client can interpret. */
function checkRequestBody(contract: Contract, operation: ContractOperation): string[] {
  const where = contract.describePlace([...operation.place, "requestBody"]);
  const schema = requestSchemaOf(contract, operation);
  if (Object.keys(schema).length === 0)
    return [`${where}: the operation has no JSON request body. Add one with the field "key".`];
  const unknown = Object.keys(schema).filter((keyword) => !BODY_KEYWORDS.has(keyword));
  return [
    ...unknown.map(
      (keyword) =>
        `${where}: the client does not know the keyword "${keyword}" of a request body. Use one of ${[...BODY_KEYWORDS].join(", ")}, or extend packages/client/src/validation/check-request.ts.`,
    ),
    ...Object.entries(asObject(schema["properties"])).flatMap(([name, field]) =>
      checkRule(contract, asObject(field), `${where} ${name}`),
    ),
  ];
}

/** Checks a field's schema, its items and its alternatives. */
function checkRule(contract: Contract, schema: JsonObject, where: string): string[] {
  const resolved = contract.resolve(schema);
  const known = new Set<string>([...ruleKeywords, ...ANNOTATIONS]);
  const unknown = Object.keys(resolved).filter((keyword) => !known.has(keyword));
  const nested = [resolved["items"], ...asList(resolved["anyOf"])].filter((rule) => rule !== undefined);
  return [
    ...unknown.map(
      (keyword) =>
        `${where}: the client does not know the schema keyword "${keyword}". Use one of ${ruleKeywords.join(", ")}, or add it to packages/client/src/validation/matches-rule.ts and openapi/generator/describe-rule.ts.`,
    ),
    ...checkFormat(resolved, where),
    ...checkDigits(resolved, where),
    ...nested.flatMap((rule) => checkRule(contract, asObject(rule), `${where}[]`)),
  ];
}

function checkFormat({ format }: JsonObject, where: string): string[] {
  if (format === undefined || CHECKED_FORMATS.some((checked) => checked === format)) return [];
  return [
    `${where}: the client does not check the format ${JSON.stringify(format)}. Use one of ${CHECKED_FORMATS.join(", ")}, or a pattern, or add it to packages/client/src/validation/matches-rule.ts.`,
  ];
}

/** The pattern, which other tools read, and `x-digits`, which this client reads, must agree. */
function checkDigits(schema: JsonObject, where: string): string[] {
  if (schema["x-digits"] === undefined) return [];
  const { minimum = 0, maximum = 10_000 } = asObject(schema["x-digits"]);
  const pattern = new RegExp(asText(schema["pattern"]), "u");
  const isInRange = (number: number): boolean =>
    number >= Number(minimum) &&
    (number <= Number(maximum) || asObject(schema["x-digits"])["maximum"] === undefined);
  for (let number = 0; number <= Number(maximum) + COMPARED_BEYOND_MAXIMUM; number++) {
    if (pattern.test(String(number)) !== isInRange(number))
      return [`${where}: pattern and x-digits disagree about ${number}. Correct one of them.`];
  }
  return [];
}

function checkEnum(contract: Contract, { name, values, definition, place }: ContractEnum): string[] {
  const where = contract.describePlace(place);
  const names = values.filter((value) => value !== null).map(String);
  const problems = checkKeys(
    `${where}: x-enumDescriptions`,
    names,
    definition["x-enumDescriptions"],
    "a sentence",
  );
  if (definition["x-enumPhases"] === undefined && name !== "TrainingStatus") return problems;
  const phases = asObject(definition["x-enumPhases"]);
  problems.push(...checkKeys(`${where}: x-enumPhases`, names, phases, PHASES.join(", ")));
  const wrong = Object.entries(phases).filter(([, phase]) => !PHASES.includes(asText(phase)));
  for (const [value, phase] of wrong)
    problems.push(
      `${where}: the phase of ${value} must be one of ${PHASES.join(", ")} (got ${JSON.stringify(phase)}).`,
    );
  return problems;
}

/** Compares the keys of an extension with the values of its enumeration. */
function checkKeys(where: string, names: string[], extension: Json | undefined, expected: string): string[] {
  const keys = Object.keys(asObject(extension));
  return [
    ...names
      .filter((name) => !keys.includes(name))
      .map((name) => `${where} has no entry for "${name}". Add "${name}: …" (${expected}).`),
    ...keys
      .filter((key) => !names.includes(key))
      .map((key) => `${where} has an entry for "${key}", which is not in the enum. Remove it.`),
  ];
}
