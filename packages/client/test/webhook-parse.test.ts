import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ValidationError } from "../src/errors.ts";
import { parseTrainingWebhook } from "../src/webhook/index.ts";

const contract = parse(
  readFileSync(createRequire(import.meta.url).resolve("@dreambooth-sandbox/openapi/openapi.yaml"), "utf8"),
);
const documented: Record<string, string> = contract.components.examples.training_webhook.value;
const hint = {
  trainingId: documented["model_id"],
  status: documented["training_status"],
  raw: documented,
};
const json = JSON.stringify(documented);
const form = new URLSearchParams(documented);

describe("parseTrainingWebhook", () => {
  test.each([
    ["JSON", json, "application/json"],
    ["JSON with the vendor's trailing comma", json.replace(/}$/, ",\n}"), "application/json; charset=utf-8"],
    ["JSON that calls itself a form, as PHP's curl does", json, "application/x-www-form-urlencoded"],
    ["JSON of no type", `\n ${json}`, undefined],
    ["a form", String(form), "application/x-www-form-urlencoded"],
    ["a form of no type", String(form), undefined],
    ["parsed form fields", form, undefined],
    ["bytes", new TextEncoder().encode(json), "application/json"],
    ["an array buffer", new TextEncoder().encode(String(form)).buffer, undefined],
    ["an object that a framework has parsed", documented, "application/json"],
  ])("reads %s", (_, body, contentType) => {
    expect(parseTrainingWebhook(body, contentType)).toEqual(hint);
  });

  test("keeps commas and brackets inside strings", () => {
    const raw = { model_id: "a", logs: 'x, ] , } \\" ,}' };
    expect(parseTrainingWebhook(JSON.stringify(raw).replace(/}$/, " , }")).raw).toEqual(raw);
  });

  test("needs no status, and ignores one that is no text", () => {
    expect(parseTrainingWebhook({ model_id: "a" })).toEqual({ trainingId: "a", raw: { model_id: "a" } });
    expect(parseTrainingWebhook({ model_id: "a", training_status: 1 }).status).toBeUndefined();
  });

  test.each([
    ["", undefined, "model_id must be a training id (got undefined)"],
    ["model_id=", undefined, "model_id must be a training id (got an empty string)"],
    ['{"model_id":7}', undefined, "model_id must be a training id (got number)"],
    ["[1]", undefined, "The body must be an object (got an array)"],
    ["null", "application/json", "The body must be an object (got null)"],
    [undefined, undefined, "The body must be an object (got undefined)"],
    [
      "<html>",
      "application/json",
      "The body must be JSON or form-encoded fields (got 6 characters of neither)",
    ],
    [
      '{"model_id":',
      undefined,
      "The body must be JSON or form-encoded fields (got 12 characters of neither)",
    ],
  ])("refuses %j of type %s", (body, contentType, reason) => {
    const read = () => parseTrainingWebhook(body, contentType);
    expect(read).toThrow(ValidationError);
    expect(read).toThrow(`A webhook call could not be parsed. ${reason}.`);
  });

  test("names the field that is wrong", () => {
    expect(() => parseTrainingWebhook("{}")).toThrow(
      expect.objectContaining({ problems: [{ field: "model_id", message: expect.any(String) }] }),
    );
  });

  test.each([
    ["quotes", `{${String.raw`"\"`.repeat(300_000)}`],
    ["commas", `{${", ".repeat(500_000)}`],
    ["open strings", `{"${String.raw`\"`.repeat(500_000)}`],
  ])("reads a megabyte of %s without backtracking", (_, body) => {
    expect(() => parseTrainingWebhook(body)).toThrow(ValidationError);
  });
});
