import * as fc from "fast-check";
import { expect, test } from "vitest";
import { matchesRule, ruleKeywords } from "../src/validation/matches-rule.ts";
import type { JsonType, Rule } from "../src/validation/rule.ts";
import { isValid } from "./support/contract-rules.ts";

const types: JsonType[] = ["string", "number", "integer", "boolean", "null", "array", "object"];
const type = fc.constantFrom(...types);
const scalar = fc.constantFrom<string | number | boolean | null>("a", "", "1", 1, 0, true, false, null);
const bound = fc.integer({ min: -3, max: 3 });
const length = fc.nat({ max: 3 });
const digits = fc.record(
  { minimum: fc.nat({ max: 30 }), maximum: fc.nat({ max: 30 }) },
  { requiredKeys: [] },
);

/** Values of each keyword that a rule can have, apart from `items`: each item of a list is checked by itself. */
const keywords: { readonly [Keyword in Exclude<keyof Rule, "items">]-?: fc.Arbitrary<Rule[Keyword]> } = {
  type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1 })),
  enum: fc.uniqueArray(scalar, { minLength: 1 }),
  minLength: length,
  maxLength: length,
  pattern: fc.constantFrom(String.raw`\S`, "^a", String.raw`^\d+$`, "^.$", String.raw`^\p{L}+$`),
  format: fc.constant("uri"),
  minimum: bound,
  maximum: bound,
  minItems: length,
  maxItems: length,
  anyOf: fc.array(fc.record({ type, minimum: bound }, { requiredKeys: [] }), { minLength: 1, maxLength: 3 }),
  "x-digits": digits,
};

const text = fc.oneof(
  fc.string({ maxLength: 4, unit: "binary" }),
  fc.constantFrom("https://a.b", "a:b", "a b", "😀", "😀😀", "a", "ab"),
  fc.nat({ max: 40 }).map(String),
  fc.nat({ max: 40 }).map((number) => `0${number}`),
);
const value = fc.oneof(text, bound, scalar, fc.array(scalar, { maxLength: 5 }), fc.jsonValue());

test.each(Object.keys(keywords) as (keyof typeof keywords)[])(
  "%s means what it means in JSON Schema",
  (keyword) => {
    expectSameAsJsonSchema(keywords[keyword].map((required: unknown) => ({ [keyword]: required })));
  },
);

test("several keywords mean together what they mean in JSON Schema", () => {
  expectSameAsJsonSchema(fc.record(keywords, { requiredKeys: [] }));
});

test("every keyword of the interpreter is compared", () => {
  expect([...Object.keys(keywords), "items"].toSorted()).toEqual(ruleKeywords.toSorted());
});

function expectSameAsJsonSchema(rules: fc.Arbitrary<Rule>): void {
  fc.assert(
    fc.property(rules, fc.array(value, { minLength: 1, maxLength: 20 }), (rule, values) => {
      const expected = values.map((value) => isValid(rule as Record<string, unknown>, value));
      expect(values.map((value) => matchesRule(value, rule))).toEqual(expected);
    }),
  );
}
