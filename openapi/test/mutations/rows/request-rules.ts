import { requestRules } from "../../../../packages/client/src/generated/request-fields.ts";
import type { DescribedRule, FieldRule, Rule } from "../../../../packages/client/src/validation/rule.ts";
import { change } from "../row.ts";
import type { Mutation, Row } from "../row.ts";

type Keyword = keyof DescribedRule;
type Bound = "minimum" | "maximum";

/** No string matches it. */
const NO_STRING = "(?!)";

/** Returns a row for the name of each request field, for whether it is required, and for each keyword of its rule. */
export function listRequestRuleRows(): Row[] {
  const rules: Readonly<Record<string, Readonly<Record<string, FieldRule>>>> = requestRules;
  return Object.entries(rules).flatMap(([operation, fields]) =>
    Object.entries(fields).flatMap(([field, fieldRule]) => {
      const name = `request rule ${operation}.${field}`;
      const flipped = change("is the opposite", [fieldRule, "required", !fieldRule.required]);
      return [
        { name: `${name} name`, mutations: [rename(fields, field)] },
        { name: `${name} required`, mutations: [flipped] },
        ...listRuleRows(name, fieldRule.rule),
      ];
    }),
  );
}

/** A keyword that the client does not interpret yet does not compile without a mutation here. */
const rowsOfKeyword: { readonly [Name in Keyword]-?: (name: string, rule: DescribedRule) => Row[] } = {
  expected: (name, rule) => [
    {
      name,
      mutations: [
        change("is empty", [rule, "expected", ""]),
        change("is wrong", [rule, "expected", "something else"]),
      ],
    },
  ],
  type: (name, rule) => [
    { name, mutations: [remove(rule, "type"), change("fits nothing", [rule, "type", []])] },
    ...listValueRows(name, rule, "type"),
  ],
  enum: (name, rule) => [{ name, mutations: [remove(rule, "enum")] }, ...listValueRows(name, rule, "enum")],
  minLength: (name, rule) => [limitRow(name, rule, "minLength", -1)],
  maxLength: (name, rule) => [limitRow(name, rule, "maxLength", 1)],
  minimum: (name, rule) => [limitRow(name, rule, "minimum", -1)],
  maximum: (name, rule) => [limitRow(name, rule, "maximum", 1)],
  minItems: (name, rule) => [limitRow(name, rule, "minItems", -1)],
  maxItems: (name, rule) => [limitRow(name, rule, "maxItems", 1)],
  // `x-digits` implies most of the pattern, so without it alone the field would be checked as before.
  pattern: (name, rule) => [
    {
      name,
      mutations: [
        change("is absent", [rule, "pattern", undefined], [rule, "x-digits", undefined]),
        change("matches nothing", [rule, "pattern", NO_STRING]),
      ],
    },
  ],
  format: (name, rule) => [{ name, mutations: [remove(rule, "format")] }],
  anyOf: (name, rule) => [
    { name, mutations: [remove(rule, "anyOf"), change("fits nothing", [rule, "anyOf", []])] },
  ],
  items: (name, { items }) => (items ? listRuleRows(name.replace(/ items$/, "[]"), items) : []),
  "x-digits": (name, rule) => [
    { name, mutations: [remove(rule, "x-digits")] },
    ...listBoundRows(name, rule, "minimum", -1),
    ...listBoundRows(name, rule, "maximum", 1),
  ],
};

function listRuleRows(name: string, rule: DescribedRule): Row[] {
  const keywords = Object.keys(rule) as Keyword[];
  return keywords.flatMap((keyword) => rowsOfKeyword[keyword](`${name} ${keyword}`, rule));
}

/** Gives a field's rule to a field of another name. */
function rename(fields: Readonly<Record<string, FieldRule>>, field: string): Mutation {
  const { [field]: rule, ...others } = fields;
  const before = { ...fields };
  return {
    description: "is another",
    apply: () => {
      replaceProperties(fields, { ...others, [`${field}_again`]: rule });
      return () => replaceProperties(fields, before);
    },
  };
}

/** Leaves an object with these properties only, in their order. */
function replaceProperties(object: object, properties: object): void {
  for (const key of Object.keys(object)) Reflect.deleteProperty(object, key);
  Object.assign(object, properties);
}

function remove(rule: Rule, keyword: keyof Rule): Mutation {
  return change("is absent", [rule, keyword, undefined]);
}

/** One row for each value of a list. */
function listValueRows(name: string, rule: Rule, keyword: "type" | "enum"): Row[] {
  const values: unknown = rule[keyword];
  if (!Array.isArray(values)) return [];
  return values.map((value: unknown) => ({
    name: `${name} ${JSON.stringify(value)}`,
    mutations: [change("is not listed", [rule, keyword, values.filter((other) => other !== value)])],
  }));
}

/** The direction is that in which more is accepted. A limit of nothing cannot be lower. */
function limitRow(name: string, rule: Rule, keyword: LimitKeyword, direction: 1 | -1): Row {
  const limit = rule[keyword] ?? 0;
  const mutations = [limit + direction, limit - direction]
    .filter((value) => value >= 0)
    .map((value) => change(`is ${value}`, [rule, keyword, value]));
  return { name, mutations };
}
type LimitKeyword = "minLength" | "maxLength" | "minimum" | "maximum" | "minItems" | "maxItems";

/** The pattern states the same bounds, so it is removed together with a bound that accepts more. */
function listBoundRows(name: string, rule: Rule, bound: Bound, direction: 1 | -1): Row[] {
  const digits = rule["x-digits"];
  const limit = digits?.[bound];
  if (limit === undefined) return [];
  const move = (value: number): [object, string, unknown] => [
    rule,
    "x-digits",
    { ...digits, [bound]: value },
  ];
  const looser = change(`is ${limit + direction}`, move(limit + direction), [rule, "pattern", undefined]);
  const stricter = change(`is ${limit - direction}`, move(limit - direction));
  const mutations = limit + direction < 0 ? [stricter] : [looser, stricter];
  return [{ name: `${name}.${bound}`, mutations }];
}
