import { describe, expect, test } from "vitest";
import type { Schema } from "../src/contract/contract.ts";
import { limitTexts, typeText } from "../src/contract/schema-text.ts";
import { renderFields } from "../src/try-it/form-fields.ts";
import { readControl } from "../src/try-it/form-values.ts";

describe("an empty control", () => {
  const digits = { type: "string", pattern: "^\\d+$" };
  const cases: [name: string, schema: Schema, isRequired: boolean, sent: unknown][] = [
    ["an optional field is left out", digits, false, undefined],
    ["a required field is sent, for the client to refuse", digits, true, ""],
    ["an optional field that accepts it is sent", { type: "string", pattern: "^(x+)?$" }, false, ""],
    ["a nullable field is null", { ...digits, type: ["string", "null"] }, false, null],
    ["an optional list is left out", { type: "array", items: digits }, false, undefined],
    ["a required list is sent", { type: "array", items: digits }, true, []],
    ["an optional choice is left out", { type: "string", enum: ["a", "b"] }, false, undefined],
    ["a nullable choice is null", { type: ["string", "null"], enum: ["a", null] }, true, null],
  ];

  test.each(cases)("of %s", (_, schema, isRequired, sent) => {
    const html = renderFields({ properties: { field: schema }, required: isRequired ? ["field"] : [] }, {});

    expect(readControl({ value: "", dataset: readDataset(html) })).toEqual(sent);
  });
});

test("a choice that can be empty offers that once, and selects it if nothing is documented", () => {
  const schema: Schema = { type: ["string", "null"], enum: ["a", "null", null] };
  const options = (documented: Record<string, unknown>) =>
    [
      ...renderFields({ properties: { field: schema } }, documented).matchAll(
        /<option value="(.*?)"( selected)?>(.*?)</g,
      ),
    ].map(([, value, selected, label]) => [value, label, selected !== undefined]);

  expect(options({ field: null })).toEqual([
    ["a", "a", false],
    ["null", "&quot;null&quot;, as a string", false],
    ["", "null", true],
  ]);
  expect(options({ field: "a" }).map(([, , isSelected]) => isSelected)).toEqual([true, false, false]);
});

test.each<[Schema, string]>([
  [{ type: "string", format: "uri" }, "string (uri)"],
  [{ type: ["string", "null"] }, "string or null"],
  [{ type: "array", items: { type: "string" } }, "array of string"],
  [
    { type: ["string", "object"], additionalProperties: { type: "array", items: { type: "string" } } },
    "string or object of array of string",
  ],
  [{ anyOf: [{ type: "string" }, { type: "null" }] }, "string or null"],
  [{ type: "string", enum: ["success"] }, "`success`"],
  [{ type: "string", const: "success" }, "`success`"],
  [{ $ref: "#/components/schemas/TrainingStatus" }, "TrainingStatus"],
  [
    { type: "string", "x-knownValues": { $ref: "#/components/schemas/TrainingStatus" } },
    "TrainingStatus or another string",
  ],
  [{}, "any"],
])("the type of %j is described as %s", (schema, text) => {
  expect(typeText(schema)).toBe(text);
});

test.each<[Schema, string[]]>([
  [{ "x-digits": {}, pattern: "^\\d+$" }, ["Digits."]],
  [{ "x-digits": { minimum: 1, maximum: 9 }, pattern: "^[1-9]$" }, ["Digits, at least 1, at most 9."]],
  [{ pattern: "^a+$" }, ["Pattern `^a+$`."]],
  [{ pattern: "^a+$", "x-patternDescription": "a word of a" }, ["Must be a word of a: pattern `^a+$`."]],
])("the limits of %j are described as %j", (schema, texts) => {
  expect(limitTexts(schema)).toEqual(texts);
});

/** The data attributes of the control with the field's data. */
function readDataset(html: string): Record<string, string> {
  const [, attributes = ""] = /<(?:input|select|textarea) ([^>]*)>/.exec(html) ?? [];
  return Object.fromEntries(
    [...attributes.matchAll(/data-(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}
