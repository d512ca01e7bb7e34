import type { JsonType, Rule } from "@dreambooth-sandbox/client/contract";

/** The word that stands for `null` on the command line. */
export const NULL_WORD = "none";

/** Lists the JSON types that a rule allows: its own, those of its alternatives, and those of the values it lists. */
export function listTypes({ type = [], anyOf = [], enum: values = [] }: Rule): JsonType[] {
  const ofValues = values.map((value) => (value === null ? "null" : (typeof value as JsonType)));
  return [...[type].flat(), ...anyOf.flatMap(listTypes), ...ofValues];
}

export function isNullable(rule: Rule): boolean {
  return listTypes(rule).includes("null");
}

export function isList(rule: Rule): boolean {
  return listTypes(rule).includes("array");
}
