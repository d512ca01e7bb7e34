import type { Rule } from "@dreambooth-sandbox/client/contract";
import { isNullable, listTypes, NULL_WORD } from "./rule-types.ts";

/**
 * Returns the JSON value that a word on the command line, or a list of words, stands for. A word that cannot have the
 * field's type is returned unchanged, so that validation can quote it.
 */
export function parseOptionValue(given: string | readonly string[], rule: Rule): unknown {
  if (typeof given === "string") return parseWord(given, rule);
  const isNull = isNullable(rule) && given.length === 1 && given[0] === NULL_WORD;
  return isNull ? null : given.map((word) => parseWord(word, rule.items ?? {}));
}

function parseWord(word: string, rule: Rule): unknown {
  if (isNullable(rule) && word === NULL_WORD) return null;
  const value = parseJson(word);
  return isOfOtherType(value, rule) ? value : word;
}

/** Returns whether a value has a type that the rule allows, other than a string, which needs no quotes here. */
function isOfOtherType(value: unknown, rule: Rule): boolean {
  const type = typeof value;
  const isAllowed = listTypes(rule).some(
    (allowed) => allowed === type || (allowed === "integer" && type === "number"),
  );
  return isAllowed && type !== "string";
}

function parseJson(word: string): unknown {
  try {
    return JSON.parse(word);
  } catch {
    return word;
  }
}
