import { ruleKeywords } from "../../packages/client/src/validation/matches-rule.ts";
import type { DescribedRule, FieldRule, Rule } from "../../packages/client/src/validation/rule.ts";
import { asList, asObject, asText } from "./contract.ts";
import type { Contract, JsonObject } from "./contract.ts";
import { describeRule } from "./describe-rule.ts";
import { listRequired, requestSchemaOf } from "./operations.ts";
import type { ContractOperation } from "./operations.ts";
import { toSentence } from "./sentence.ts";

/** The client adds this field to every request itself. */
const KEY_FIELD = "key";

type Field = [name: string, schema: JsonObject];

/** Returns the rule of each field of an operation's request body, by its name. */
export function listRules(contract: Contract, operation: ContractOperation): Record<string, FieldRule> {
  const required = listRequired(requestSchemaOf(contract, operation));
  return mapFields(contract, operation, ([name, schema]) => ({
    required: required.includes(name),
    rule: toDescribedRule(contract, schema),
  }));
}

/** Returns the first sentence about each field of an operation's request body, by its name. */
export function listDescriptions(contract: Contract, operation: ContractOperation): Record<string, string> {
  return mapFields(contract, operation, ([, schema]) => toSentence(asText(schema["description"])));
}

function mapFields<T>(
  contract: Contract,
  operation: ContractOperation,
  map: (field: Field) => T,
): Record<string, T> {
  const properties = asObject(requestSchemaOf(contract, operation)["properties"]);
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => name !== KEY_FIELD)
      .map(([name, schema]) => [name, map([name, contract.resolve(asObject(schema))])]),
  );
}

function toDescribedRule(contract: Contract, schema: JsonObject): DescribedRule {
  const resolved = contract.resolve(schema);
  return { expected: describeRule(resolved), ...toRule(contract, resolved) };
}

/** Keeps the keywords that the client interprets, without references, and without a type that an enumeration implies. */
function toRule(contract: Contract, schema: JsonObject): Rule {
  const entries = Object.entries(contract.resolve(schema))
    .filter(([keyword]) => ruleKeywords.some((known) => known === keyword))
    .filter(([keyword]) => !(keyword === "type" && "enum" in schema))
    .map(([keyword, value]): [string, unknown] => {
      if (keyword === "items") return [keyword, toDescribedRule(contract, asObject(value))];
      return keyword === "anyOf"
        ? [keyword, asList(value).map((rule) => toRule(contract, asObject(rule)))]
        : [keyword, value];
    });
  return Object.fromEntries(entries);
}
