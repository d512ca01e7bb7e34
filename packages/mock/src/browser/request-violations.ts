import {
  matchesRule,
  requestRules,
  type DescribedRule,
  type FieldRule,
} from "@dreambooth-sandbox/client/contract";
import type { ObjectSchema, Operation } from "../contract/operation.ts";
import type { Violation } from "../exchange.ts";
import { MAX_VIOLATIONS } from "../prism/prism-response.ts";

const rulesByOperation: Readonly<Record<string, Readonly<Record<string, FieldRule>>>> = requestRules;

const MISSING_BODY: Violation = {
  location: ["request"],
  severity: "Error",
  code: "required",
  message: "Body parameter is required",
};

/** Returns where a request violates the contract, by the rules that the client checks before it sends. */
export function findRequestViolations(
  operation: Operation,
  parameter: string | undefined,
  body: unknown,
): Violation[] {
  return [...findPathViolations(operation, parameter), ...findBodyViolations(operation, body)].slice(
    0,
    MAX_VIOLATIONS,
  );
}

function findPathViolations({ path, request }: Operation, parameter: string | undefined): Violation[] {
  const name = /\{(.*)\}/.exec(path)?.[1];
  if (name === undefined || parameter === undefined) return [];
  if (parameter === "") return [missing("path", name)];
  return (request?.path ?? []).flatMap(({ schema = {} }) =>
    findMismatches(["path", name], parameter, toRule(schema)),
  );
}

function findBodyViolations(operation: Operation, body: unknown): Violation[] {
  const { required = false, contents: [content] = [] } = operation.request?.body ?? {};
  if (!content) return [];
  if (body === undefined || body === null) return required ? [MISSING_BODY] : [];
  if (typeof body !== "object" || Array.isArray(body)) return [mismatch(["body"], "an object")];
  return Object.entries(listRules(operation, content.schema)).flatMap(([name, { required, rule }]) => {
    const value = Object.getOwnPropertyDescriptor(body, name)?.value;
    if (value === undefined) return required ? [missing("body", name)] : [];
    return findMismatches(["body", name], value, rule);
  });
}

/** Returns the rules of the fields. Those of the client lack the key, which it adds itself. */
function listRules({ iid }: Operation, { required = [], properties = {} }: ObjectSchema = {}) {
  const { key } = properties;
  return {
    ...(key !== undefined && { key: { required: required.includes("key"), rule: toRule(key) } }),
    ...rulesByOperation[iid],
  };
}

/** Returns a schema as a rule. The generated operations have only keywords that the client interprets. */
function toRule(schema: unknown): DescribedRule {
  return { expected: `a value of the schema ${JSON.stringify(schema)}`, ...Object(schema) };
}

/** Returns a violation for each item of a list that breaks its rule; any other value has at most one. */
function findMismatches(path: string[], value: unknown, rule: DescribedRule): Violation[] {
  if (!matchesRule(value, rule)) return [mismatch(path, rule.expected)];
  const { items } = rule;
  if (!items || !Array.isArray(value)) return [];
  return value.flatMap((item, index) => findMismatches([...path, String(index)], item, items));
}

function mismatch(path: string[], expected: string): Violation {
  const [place = "", ...names] = path;
  const subject = names.length === 0 ? `Request ${place}` : `Request ${place} property ${names.join(".")}`;
  return { location: ["request", ...path], severity: "Error", message: `${subject} must be ${expected}` };
}

function missing(place: string, name: string): Violation {
  const message = `Request ${place} must have required property '${name}'`;
  return { location: ["request", place], severity: "Error", code: "required", message };
}
