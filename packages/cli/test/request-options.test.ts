import type { FieldRule } from "@dreambooth-sandbox/client/contract";
import { Command } from "commander";
import { expect, test } from "vitest";
import { addRequestOptions, readGivenRequest } from "../src/request/build-request.ts";
import { listRequestOptions, type RequestOption } from "../src/request/request-option.ts";

type RuleWithoutWords = Omit<FieldRule["rule"], "expected">;

/** Returns the options of a request with one field, `sample_field`. */
function listSampleOptions(rule: RuleWithoutWords): RequestOption[] {
  const rules = { sample_field: { required: false, rule: { expected: "anything", ...rule } } };
  return listRequestOptions({ rules, descriptions: {} });
}

test.each<[name: string, rule: RuleWithoutWords, words: string[], value: unknown]>([
  ["text", { type: "string" }, ["5"], "5"],
  ["text that is JSON", { type: "string" }, ['"5"'], '"5"'],
  ["digits", { type: "string", "x-digits": {} }, ["005"], "005"],
  ["a number", { type: "number" }, ["0.5"], 0.5],
  ["a whole number", { type: "integer" }, ["5"], 5],
  ["a word for a number", { type: "number" }, ["five"], "five"],
  ["a number or text", { anyOf: [{ type: "integer" }, { enum: ["auto"] }] }, ["5"], 5],
  ["text or a number", { anyOf: [{ type: "integer" }, { enum: ["auto"] }] }, ["auto"], "auto"],
  ["a flag", { type: "boolean" }, ["false"], false],
  ["an object", { type: "object" }, ['{"a":1}'], { a: 1 }],
  ["a listed value", { enum: ["men", "null", null] }, ["null"], "null"],
  ["null", { enum: ["men", null] }, ["none"], null],
  ["null instead of a number", { type: ["integer", "null"] }, ["none"], null],
  ["none where null is not allowed", { type: "string" }, ["none"], "none"],
  ["a list", { type: "array" }, ["a", "b"], ["a", "b"]],
  ["a list of numbers", { type: "array", items: { expected: "a number", type: "number" } }, ["1"], [1]],
  ["null instead of a list", { type: ["array", "null"] }, ["none"], null],
])("parses %s", async (_, rule, words, value) => {
  const options = listSampleOptions(rule);
  const command = addRequestOptions(new Command(), options);
  await command.parseAsync(["--sample-field", ...words], { from: "user" });
  expect(await readGivenRequest(command, options)).toStrictEqual({ fromOptions: { sample_field: value } });
});

test.each<[flags: string, rule: RuleWithoutWords]>([
  ["--sample-field <text>", { type: ["null", "string"] }],
  ["--sample-field <number>", { type: "integer" }],
  ["--sample-field <number>", { type: "string", "x-digits": {} }],
  ["--sample-field <url>", { type: "string", format: "uri" }],
  ["--sample-field <true|false>", { type: "boolean" }],
  ["--sample-field <json>", { type: "object" }],
  ["--sample-field <value>", { enum: ["a", "b"] }],
  ["--sample-field <url...>", { type: "array", items: { expected: "a URL", type: "string", format: "uri" } }],
])("the help shows %s", (flags, rule) => {
  expect(listSampleOptions(rule)).toMatchObject([{ flags }]);
});
